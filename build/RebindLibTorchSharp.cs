using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Writes a copy of libLibTorchSharp.so that loads with a libstdc++ older than GCC 13 (Debian 12, Ubuntu 22.04, RHEL 9).
/// </summary>
/// <remarks>
/// TorchSharp 0.107.0 needs GLIBCXX_3.4.32 for one symbol, an empty marker function. The copy asks for that version weakly
/// and binds the marker to std::chrono::steady_clock::now, which takes no arguments and has no effect.
/// See docs/architecture.md, "Two packages with a catch on Linux".
/// </remarks>
public sealed class RebindLibTorchSharp : Task
{
    private const string NewVersion = "GLIBCXX_3.4.32";
    private const string Marker = "_ZSt21ios_base_library_initv";
    private const string Substitute = "_ZNSt6chrono3_V212steady_clock3nowEv";
    private const ushort VersionIsWeak = 2;

    private byte[] _elf = Array.Empty<byte>();

    [Required]
    public string Source { get; set; } = "";

    [Required]
    public string Target { get; set; } = "";

    public override bool Execute()
    {
        try
        {
            _elf = File.ReadAllBytes(Source);
            if (RelaxVersion())
                RenameMarker();
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Target)));
            // The target may be a hard link into the package cache: never write through it.
            File.Delete(Target);
            File.WriteAllBytes(Target, _elf);
            return true;
        }
        catch (Exception e) when (e is IOException || e is InvalidDataException || e is UnauthorizedAccessException)
        {
            Log.LogError("cannot rebind {0}: {1}. Install a libstdc++ with {2} (GCC 13 or newer), or use TorchSharp "
                + "0.107.0.", Source, e.Message, NewVersion);
            return false;
        }
    }

    /// <summary>False when the library does not ask for the new version at all.</summary>
    private bool RelaxVersion()
    {
        var section = Section(".gnu.version_r");
        var strings = Section(".dynstr").Offset;
        for (long need = section.Offset; ; need += U32(need + 12))
        {
            for (long aux = need + U32(need + 8); ; aux += U32(aux + 12))
            {
                if (Text(strings + U32(aux + 8)) == NewVersion)
                {
                    Put16(aux + 4, VersionIsWeak);
                    return true;
                }

                if (U32(aux + 12) == 0)
                    break;
            }

            if (U32(need + 12) == 0)
                return false;
        }
    }

    private void RenameMarker()
    {
        var symbols = Section(".dynsym");
        var strings = Section(".dynstr").Offset;
        var versions = Section(".gnu.version").Offset;
        const int symbolSize = 24;
        long marker = -1, substitute = -1;
        for (long i = 0; i < symbols.Size / symbolSize; i++)
        {
            var name = Text(strings + U32(symbols.Offset + i * symbolSize));
            if (name == Marker) marker = i;
            if (name == Substitute) substitute = i;
        }

        if (marker < 0 || substitute < 0)
            throw new InvalidDataException("the symbols " + Marker + " and " + Substitute + " are not both there");
        Array.Copy(_elf, symbols.Offset + substitute * symbolSize, _elf, symbols.Offset + marker * symbolSize, 4);
        Array.Copy(_elf, versions + substitute * 2, _elf, versions + marker * 2, 2);
    }

    private (long Offset, long Size) Section(string name)
    {
        if (_elf.Length < 64 || U32(0) != 0x464C457F || _elf[4] != 2)
            throw new InvalidDataException("not a 64-bit ELF file");
        long table = (long)U64(0x28);
        int size = U16(0x3A), count = U16(0x3C), namesIndex = U16(0x3E);
        var names = (long)U64(table + (long)namesIndex * size + 0x18);
        for (var i = 0; i < count; i++)
        {
            var header = table + (long)i * size;
            if (Text(names + U32(header)) == name)
                return ((long)U64(header + 0x18), (long)U64(header + 0x20));
        }

        throw new InvalidDataException("section " + name + " is missing");
    }

    private string Text(long offset)
    {
        var end = Array.IndexOf(_elf, (byte)0, checked((int)offset));
        return Encoding.ASCII.GetString(_elf, (int)offset, end - (int)offset);
    }

    private ushort U16(long offset) => BitConverter.ToUInt16(_elf, checked((int)offset));

    private uint U32(long offset) => BitConverter.ToUInt32(_elf, checked((int)offset));

    private ulong U64(long offset) => BitConverter.ToUInt64(_elf, checked((int)offset));

    private void Put16(long offset, ushort value) => BitConverter.GetBytes(value).CopyTo(_elf, checked((int)offset));
}
