using System.IO.Compression;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Cellect.Model.Networks.Cellect2025;

/// <summary>
/// The container of a published checkpoint: a ZIP archive with a pickle and one uncompressed entry for each storage (cellect-reference.md
/// §0).
/// Reading executes nothing.
/// </summary>
internal static class Cellect2025Checkpoint
{
    /// <summary>Most bytes of a file; the published ones have at most 10 MB.</summary>
    public const long MaxFileBytes = 256 << 20;

    private const int MaxEntries = 4096;
    private const string PickleName = "/data.pkl";

    /// <summary>Every tensor by name, in the order of the file; the caller disposes them.</summary>
    /// <exception cref="InvalidDataException">The file is not such a container, is damaged, or its pickle asks for anything but
    /// tensors.</exception>
    public static Dictionary<string, Tensor> Read(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length > MaxFileBytes)
            throw new InvalidDataException($"{path} has {file.Length} bytes; a checkpoint has at most {MaxFileBytes}");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return Read(bytes, path);
    }

    /// <summary>The same for a file in memory.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="path">Its name, for messages.</param>
    public static Dictionary<string, Tensor> Read(byte[] bytes, string path)
    {
        var tensors = new Dictionary<string, Tensor>();
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            var entries = Entries(archive, bytes.Length);
            var pickle = entries.Keys.Where(name => name.EndsWith(PickleName, StringComparison.Ordinal)).ToArray();
            if (pickle.Length != 1)
                throw new InvalidDataException($"it holds {pickle.Length} entries named */data.pkl; a checkpoint holds one");
            if (PickleMachine.Read(Content(entries[pickle[0]])) is not PickleDictionary state)
                throw new InvalidDataException("it describes something other than a dictionary of tensors");
            var folder = pickle[0][..^PickleName.Length];
            if (entries.TryGetValue($"{folder}/byteorder", out var order) && !Content(order).AsSpan().SequenceEqual("little"u8))
                throw new InvalidDataException("its values are not little-endian");
            foreach (var (name, value) in state.Items)
                tensors.Add(name, Tensor(entries, folder, name, value));
            return tensors;
        }
        catch (Exception e)
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
            // What ZipArchive throws on damaged archives is a wide family; the file is in memory, so none of it is the disk's doing.
            if (
                e
                is InvalidDataException
                    or IOException
                    or ArgumentException
                    or NotSupportedException
                    or OverflowException
                    or InvalidOperationException
            )
                throw new InvalidDataException($"{path} cannot be read as a checkpoint: {e.Message}", e);
            throw;
        }
    }

    /// <summary>The entries by name. Uncompressed, so that together they are no longer than the file.</summary>
    private static Dictionary<string, ZipArchiveEntry> Entries(ZipArchive archive, long fileBytes)
    {
        if (archive.Entries.Count > MaxEntries)
            throw new InvalidDataException($"it holds {archive.Entries.Count} entries, at most {MaxEntries} are read");
        var entries = new Dictionary<string, ZipArchiveEntry>();
        var left = fileBytes;
        foreach (var entry in archive.Entries)
        {
            if (entry.Length < 0 || entry.Length > left || entry.CompressedLength != entry.Length)
                throw new InvalidDataException(
                    $"its entry '{entry.FullName}' of {entry.Length} bytes is compressed, or larger than the file"
                );
            left -= entry.Length;
            if (!entries.TryAdd(entry.FullName, entry))
                throw new InvalidDataException($"it holds the entry '{entry.FullName}' twice");
        }

        return entries;
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        var bytes = new byte[entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(bytes);
        if (Crc32.HashToUInt32(bytes) != entry.Crc32)
            throw new InvalidDataException($"its entry '{entry.FullName}' is damaged; take the file from its source again");
        return bytes;
    }

    private static Tensor Tensor(Dictionary<string, ZipArchiveEntry> entries, string folder, string name, object value)
    {
        if (value is not PickleTensor view)
            throw new InvalidDataException($"its '{name}' is {PickleGlobals.Describe(value)}, not a tensor");
        var storage = view.Storage;
        if (!entries.TryGetValue($"{folder}/data/{storage.Key}", out var entry))
            throw new InvalidDataException($"it lacks the entry data/{storage.Key} with the values of '{name}'");
        if (entry.Length / storage.ValueBytes != storage.Count || entry.Length % storage.ValueBytes != 0)
            throw new InvalidDataException(
                $"its entry data/{storage.Key} has {entry.Length} bytes; its pickle says {storage.Count} values of {storage.ValueBytes}"
            );
        var bytes = Content(entry);
        return storage.IsFloat
            ? tensor(Gather(MemoryMarshal.Cast<byte, float>(bytes), view), view.Shape)
            : tensor(Gather(MemoryMarshal.Cast<byte, long>(bytes), view), view.Shape);
    }

    /// <summary>The values of a view in C order.</summary>
    private static T[] Gather<T>(ReadOnlySpan<T> storage, PickleTensor view)
    {
        if (view.IsContiguous)
            return storage.Slice((int)view.Offset, (int)view.Count).ToArray();
        var values = new T[view.Count];
        for (long i = 0; i < values.Length; i++)
        {
            var (rest, at) = (i, view.Offset);
            for (var axis = view.Shape.Length - 1; axis >= 0; axis--)
            {
                at += rest % view.Shape[axis] * view.Stride[axis];
                rest /= view.Shape[axis];
            }

            values[i] = storage[(int)at];
        }

        return values;
    }
}
