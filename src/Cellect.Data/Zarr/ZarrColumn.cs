using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Cellect.Data.Zarr;

/// <summary>Tables as arrays of Zarr 2: one or two axes, rows first, chunks of many rows packed with zlib.</summary>
internal static class ZarrColumn
{
    private const int MostRows = 1 << 18;

    /// <summary>Makes a group.</summary>
    public static string Group(params string[] path)
    {
        var folder = Path.Combine(path);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, ".zgroup"), """{"zarr_format":2}""");
        return folder;
    }

    /// <summary>Writes an array.</summary>
    /// <param name="folder">Folder of the array, made here.</param>
    /// <param name="values">In C order.</param>
    /// <param name="columns">Length of the second axis; 0: there is one axis alone.</param>
    public static void Write<T>(string folder, ReadOnlySpan<T> values, int columns = 0)
        where T : unmanaged
    {
        Directory.CreateDirectory(folder);
        var width = Math.Max(columns, 1);
        var (rows, chunk) = (values.Length / width, Math.Clamp(values.Length / width, 1, MostRows));
        File.WriteAllText(Path.Combine(folder, ".zarray"), Meta(Dtype<T>(), rows, chunk, columns).ToJsonString());
        var whole = new T[chunk * width];
        for (var row = 0; row < rows; row += chunk)
        {
            // A chunk has its whole length on the disk, the last one as well.
            Array.Clear(whole);
            values.Slice(row * width, Math.Min(chunk, rows - row) * width).CopyTo(whole);
            var name = (row / chunk).ToString(CultureInfo.InvariantCulture) + (columns == 0 ? "" : ".0");
            using var zlib = new ZLibStream(File.Create(Path.Combine(folder, name)), CompressionLevel.Fastest);
            zlib.Write(MemoryMarshal.AsBytes<T>(whole));
        }
    }

    /// <summary>The numpy name of a type.</summary>
    public static string Name<T>() => Kinds<T>().Name;

    private static string Dtype<T>() => Kinds<T>().Dtype;

    private static (string Dtype, string Name) Kinds<T>() =>
        default(T) switch
        {
            int => ("<i4", "int32"),
            ulong => ("<u8", "uint64"),
            float => ("<f4", "float32"),
            double => ("<f8", "float64"),
            _ => throw new ArgumentException($"columns of {typeof(T).Name} are not written"),
        };

    private static JsonObject Meta(string dtype, int rows, int chunk, int columns) =>
        new()
        {
            ["zarr_format"] = 2,
            ["shape"] = columns == 0 ? new JsonArray(rows) : new JsonArray(rows, columns),
            ["chunks"] = columns == 0 ? new JsonArray(chunk) : new JsonArray(chunk, columns),
            ["dtype"] = dtype,
            ["compressor"] = new JsonObject { ["id"] = "zlib", ["level"] = 1 },
            ["fill_value"] = 0,
            ["filters"] = null,
            ["order"] = "C",
        };
}
