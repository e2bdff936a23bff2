using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Cellect.Data.NdTiff;

/// <summary>
/// <c>NDTiff.index</c>: a record for each plane, appended as it is saved (NDTiff 3.3). It can be read while it grows: what has been read is
/// not read again, and a record that is not whole yet waits.
/// </summary>
/// <param name="folder">Folder that holds the index.</param>
internal sealed class NdTiffIndex(string folder)
{
    public const string FileName = "NDTiff.index";

    private const int MostText = 1 << 20,
        MostPixels = 1 << 30,
        Numbers = 32,
        Piece = 1 << 22;

    private long _at;

    /// <summary>Folder of the set.</summary>
    public string Folder => folder;

    /// <summary>True when the writer has closed the set.</summary>
    public bool IsFinished { get; private set; }

    private string FilePath => Path.Combine(folder, FileName);

    /// <summary>Where the index of a set lies: in its folder, or with its finest level; null when the folder is none.</summary>
    public static string? FolderOf(string set) =>
        new[] { set, Path.Combine(set, "Full resolution") }.FirstOrDefault(at => File.Exists(Path.Combine(at, FileName)));

    /// <summary>The records that have been added since the last call.</summary>
    /// <exception cref="InvalidDataException">A record is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public IReadOnlyList<NdTiffEntry> ReadNew()
    {
        var entries = new List<NdTiffEntry>();
        using var stream = new FileStream(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var buffer = new byte[Math.Clamp(stream.Length - _at, 0, Piece)];
        while (!IsFinished)
        {
            stream.Position = _at;
            var bytes = buffer.AsSpan(0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
            var taken = Take(bytes, entries);
            _at += taken;
            if (taken == 0)
                return entries;
        }

        return entries;
    }

    private int Take(ReadOnlySpan<byte> bytes, List<NdTiffEntry> entries)
    {
        var at = 0;
        while (!IsFinished && TryRecord(bytes[at..], out var entry) is > 0 and var length)
        {
            at += length;
            if (entry is not null)
                entries.Add(entry);
        }

        return at;
    }

    // The length of the record; 0 when it is not whole yet.
    private int TryRecord(ReadOnlySpan<byte> bytes, out NdTiffEntry? entry)
    {
        entry = null;
        if (!TryText(bytes, out var axes, out var named) || axes.Length == 0)
        {
            IsFinished = bytes.Length >= sizeof(int) && BinaryPrimitives.ReadInt32LittleEndian(bytes) == 0;
            return IsFinished ? sizeof(int) : 0;
        }

        if (!TryText(bytes[named..], out var file, out var length) || bytes.Length < named + length + Numbers)
            return 0;
        var rest = bytes[(named + length)..];
        entry = new NdTiffEntry(
            Axes(axes),
            NameOf(file),
            BinaryPrimitives.ReadUInt32LittleEndian(rest),
            Int(rest, 1),
            Int(rest, 2),
            Int(rest, 3)
        );
        if (entry.Width < 1 || entry.Height < 1 || (long)entry.Width * entry.Height > MostPixels)
            throw Damaged($"an image of {entry.Height}x{entry.Width} pixels");
        return Int(rest, 4) == 0
            ? named + length + Numbers
            : throw new InvalidDataException($"{FilePath}: compressed images are not read; save the set uncompressed");
    }

    private bool TryText(ReadOnlySpan<byte> bytes, out string text, out int length)
    {
        (text, length) = ("", 0);
        if (bytes.Length < sizeof(int))
            return false;
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (count is < 0 or > MostText)
            throw Damaged($"a text of {count} bytes at byte {_at} or after");
        if (bytes.Length < sizeof(int) + count)
            return false;
        text = Encoding.UTF8.GetString(bytes.Slice(sizeof(int), count));
        length = sizeof(int) + count;
        return true;
    }

    private Dictionary<string, string> Axes(string json)
    {
        try
        {
            using var axes = JsonDocument.Parse(json);
            return axes.RootElement.EnumerateObject().ToDictionary(axis => axis.Name, axis => axis.Value.ToString());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw Damaged($"axes '{(json.Length > 60 ? json[..60] : json)}' are no JSON object");
        }
    }

    // A set lies in one folder: a name with a path in it is nobody's.
    private string NameOf(string file) =>
        file.Length > 0 && Path.GetFileName(file) == file ? file : throw Damaged($"file name '{file}' is not one of its folder");

    private static int Int(ReadOnlySpan<byte> numbers, int at) => BinaryPrimitives.ReadInt32LittleEndian(numbers[(at * sizeof(int))..]);

    private InvalidDataException Damaged(string what) => new($"{FilePath}: damaged: {what}; what was read before it can be had");
}
