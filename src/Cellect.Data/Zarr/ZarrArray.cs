using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cellect.Data.Volumes;

namespace Cellect.Data.Zarr;

/// <summary>An array of Zarr 2 or 3 on the disk: regular chunks in C order. A chunk that is not there is zero.</summary>
internal sealed class ZarrArray
{
    private readonly string _folder;
    private readonly ZarrCodec _codec;
    private readonly string _prefix;
    private readonly char _separator;
    private byte[] _chunk = [];

    private ZarrArray(string folder, JsonObject meta, bool isThird)
    {
        _folder = folder;
        Shape = Lengths(meta["shape"], "shape");
        Chunks = Lengths(isThird ? meta["chunk_grid"]?["configuration"]?["chunk_shape"] : meta["chunks"], "chunks");
        if (Shape.Length != Chunks.Length || Array.Exists(Chunks, c => c < 1))
            throw Unusable($"shape [{string.Join(", ", Shape)}] and chunks [{string.Join(", ", Chunks)}] do not fit each other");
        bool bigEndian;
        if (isThird)
        {
            (_codec, bigEndian) = ZarrCodec.OfAll(meta["codecs"] as JsonArray ?? throw Unusable("has no codecs"));
            var encoding = meta["chunk_key_encoding"];
            var isDefault = (string?)encoding?["name"] != "v2";
            _prefix = isDefault ? "c" : "";
            _separator = ((string?)encoding?["configuration"]?["separator"] ?? (isDefault ? "/" : "."))[0];
        }
        else
        {
            if ((string?)meta["order"] == "F")
                throw Unusable("is in Fortran order; write it in C order");
            if (meta["filters"] is JsonArray { Count: > 0 } filters)
                throw Unusable($"has filters {filters.ToJsonString()}, which are not read; write it without");
            bigEndian = ((string?)meta["dtype"] ?? "").StartsWith('>');
            _codec = ZarrCodec.Of(meta["compressor"]);
            _prefix = "";
            _separator = ((string?)meta["dimension_separator"] ?? ".")[0];
        }

        var dtype = (string?)meta[isThird ? "data_type" : "dtype"] ?? "";
        Layout = PixelLayout.Of(dtype.TrimStart('<', '>', '|', '='), bigEndian)
            ?? throw Unusable($"has the dtype '{dtype}'; {PixelLayout.Legal}");
    }

    /// <summary>Length of each axis.</summary>
    public int[] Shape { get; }

    /// <summary>Length of a chunk along each axis.</summary>
    public int[] Chunks { get; }

    /// <summary>How a value is stored.</summary>
    public PixelLayout Layout { get; }

    /// <summary>Opens an array.</summary>
    /// <exception cref="InvalidDataException">There is none, or one of a kind that is not read here.</exception>
    public static ZarrArray Open(string folder)
    {
        var third = Path.Combine(folder, "zarr.json");
        var isThird = File.Exists(third);
        var path = isThird ? third : Path.Combine(folder, ".zarray");
        if (!File.Exists(path))
            throw new InvalidDataException($"{folder}: holds no Zarr array (.zarray or zarr.json)");
        return new ZarrArray(folder, ZarrJson.Read(path), isThird);
    }

    /// <summary>Length of a chunk along the last axes, after so many leading ones.</summary>
    public VolumeShape ChunkShape(int lead) => Spatial(Chunks, lead);

    /// <summary>Whether any chunk of a part of the array is on the disk.</summary>
    /// <param name="lead">Index along each axis before the last three.</param>
    public bool Holds(ReadOnlySpan<int> lead)
    {
        var (shape, chunk) = (Spatial(Shape, lead.Length), Spatial(Chunks, lead.Length));
        var index = FirstChunk(lead);
        for (var z = 0; z * chunk.Z < shape.Z; z++)
        for (var y = 0; y * chunk.Y < shape.Y; y++)
        for (var x = 0; x * chunk.X < shape.X; x++)
        {
            if (Shape.Length - lead.Length == 3)
                index[^3] = z;
            (index[^2], index[^1]) = (y, x);
            if (File.Exists(ChunkPath(index)))
                return true;
        }

        return false;
    }

    /// <summary>Bytes of a chunk, unpacked.</summary>
    public long ChunkBytes => Chunks.Aggregate((long)Layout.Type.Bytes(), (bytes, length) => bytes * length);

    /// <summary>Reads everything along the last axes at one index of the leading ones; C order, as stored on the disk.</summary>
    /// <param name="lead">Index along each leading axis; two or three axes remain.</param>
    /// <param name="values">As many bytes as the remaining axes have.</param>
    /// <exception cref="InvalidDataException">A chunk is damaged.</exception>
    public void Read(ReadOnlySpan<int> lead, Span<byte> values)
    {
        var shape = Spatial(Shape, lead.Length);
        Read(lead, VolumeBox.All(shape), values, new ReadAccount());
    }

    /// <summary>Reads a part of what <see cref="Read(ReadOnlySpan{int}, Span{byte})"/> does: the chunks in which it lies, and no
    /// others.</summary>
    /// <param name="lead">Index along each leading axis; two or three axes remain.</param>
    /// <param name="box">The part.</param>
    /// <param name="values">As many bytes as it has.</param>
    /// <param name="account">Counts the chunks.</param>
    /// <exception cref="InvalidDataException">A chunk is damaged.</exception>
    public void Read(ReadOnlySpan<int> lead, VolumeBox box, Span<byte> values, ReadAccount account)
    {
        var chunk = Spatial(Chunks, lead.Length);
        values.Clear();
        var index = FirstChunk(lead);
        for (var z = box.FromZ / chunk.Z; z * chunk.Z < box.ToZ; z++)
        for (var y = box.FromY / chunk.Y; y * chunk.Y < box.ToY; y++)
        for (var x = box.FromX / chunk.X; x * chunk.X < box.ToX; x++)
        {
            if (Shape.Length - lead.Length == 3)
                index[^3] = z;
            (index[^2], index[^1]) = (y, x);
            if (Load(index, account) is not { } stored)
                continue;
            var size = Layout.Type.Bytes();
            var own = VolumeBox.All(chunk).Moved((z * chunk.Z, y * chunk.Y, x * chunk.X));
            var from = stored.AsSpan(checked((int)(LeadOffset(lead) * chunk.Voxels * size)));
            VolumeBox.Copy(own.Within(box), from, own, values, box, size);
        }
    }

    /// <summary>The last axes, with one slice where there is no third.</summary>
    private static VolumeShape Spatial(int[] lengths, int lead) =>
        new(lengths.Length - lead == 3 ? lengths[^3] : 1, lengths[^2], lengths[^1]);

    // A chunk may hold several indices of a leading axis.
    private int LeadOffset(ReadOnlySpan<int> lead)
    {
        var offset = 0;
        for (var axis = 0; axis < lead.Length; axis++)
            offset = offset * Chunks[axis] + lead[axis] % Chunks[axis];
        return offset;
    }

    private byte[]? Load(int[] index, ReadAccount account)
    {
        var path = ChunkPath(index);
        if (!File.Exists(path))
            return null;
        var bytes = Layout.Type.Bytes();
        foreach (var length in Chunks)
            bytes = checked(bytes * length);
        if (_chunk.Length != bytes)
            _chunk = new byte[bytes];
        try
        {
            var packed = File.ReadAllBytes(path);
            account.Add(packed.LongLength, _chunk.LongLength);
            _codec.Unpack(packed, _chunk);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }

        return _chunk;
    }

    private int[] FirstChunk(ReadOnlySpan<int> lead)
    {
        var index = new int[Shape.Length];
        for (var axis = 0; axis < lead.Length; axis++)
            index[axis] = lead[axis] / Chunks[axis];
        return index;
    }

    private string ChunkPath(int[] index)
    {
        var key = string.Join(_separator, index.Select(i => i.ToString(CultureInfo.InvariantCulture)));
        return Path.Combine(_folder, _prefix.Length == 0 ? key : _prefix + _separator + key);
    }

    private int[] Lengths(JsonNode? node, string key)
    {
        try
        {
            return node is JsonArray { Count: > 0 } array ? [.. array.Select(n => n!.GetValue<int>())] : throw Unusable($"has no {key}");
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or NullReferenceException or JsonException)
        {
            throw Unusable($"has the {key} {node?.ToJsonString()}");
        }
    }

    private InvalidDataException Unusable(string what) => new($"{_folder}: {what}");
}
