using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cellect.Data.Zarr;

/// <summary>A table that other programs wrote as an array of Zarr 2 or 3: one or two axes, numbers of any type.</summary>
internal sealed class ZarrTable
{
    private const int MostValues = 1 << 26;
    private const int MostChunkBytes = 1 << 29;

    private readonly string _folder;
    private readonly ZarrCodec _codec;
    private readonly bool _bigEndian;
    private readonly int[] _shape;
    private readonly int[] _chunks;
    private readonly string _prefix;
    private readonly char _separator;
    private readonly char _kind;
    private readonly int _size;

    private ZarrTable(string folder, JsonObject meta, bool isThird)
    {
        _folder = folder;
        _shape = Lengths(meta["shape"], 0, "shape");
        _chunks = Lengths(isThird ? meta["chunk_grid"]?["configuration"]?["chunk_shape"] : meta["chunks"], 1, "chunks");
        var encoding = meta["chunk_key_encoding"];
        var isDefault = isThird && Text(encoding?["name"]) != "v2";
        _prefix = isDefault ? "c/" : "";
        var separator = isThird ? Text(encoding?["configuration"]?["separator"]) : Text(meta["dimension_separator"]);
        _separator =
            separator is "." or "/" ? separator[0]
            : isDefault ? '/'
            : '.';
        Dtype = Text(meta[isThird ? "data_type" : "dtype"]);
        (_kind, _size) = Kind(Dtype.TrimStart('<', '>', '|', '='));
        (_codec, _bigEndian) = isThird
            ? ZarrCodec.OfAll(meta["codecs"] as JsonArray ?? throw Unusable("it has no codecs"))
            : (ZarrCodec.Of(meta["compressor"]), Dtype.StartsWith('>'));
        Check(meta);
    }

    /// <summary>Rows.</summary>
    public int Rows => _shape[0];

    /// <summary>Length of the second axis; 1 where there is none.</summary>
    public int Columns => _shape.Length == 2 ? _shape[1] : 1;

    /// <summary>The type as the file names it.</summary>
    public string Dtype { get; }

    /// <summary>True for whole numbers.</summary>
    public bool IsInteger => _kind is 'i' or 'u';

    /// <summary>Whether a folder claims to be an array.</summary>
    public static bool IsOne(string folder) =>
        File.Exists(Path.Combine(folder, ".zarray")) || File.Exists(Path.Combine(folder, "zarr.json"));

    /// <summary>Opens an array.</summary>
    /// <exception cref="InvalidDataException">There is none, or one of a kind that is not read here.</exception>
    public static ZarrTable Open(string folder)
    {
        var third = Path.Combine(folder, "zarr.json");
        var path = File.Exists(third) ? third : Path.Combine(folder, ".zarray");
        if (!File.Exists(path))
            throw new InvalidDataException($"{folder}: holds no Zarr array (.zarray or zarr.json)");
        return new ZarrTable(folder, ZarrJson.Read(path), path == third);
    }

    /// <summary>Reads whole numbers, C order.</summary>
    /// <exception cref="InvalidDataException">They are none, or a chunk is damaged or missing.</exception>
    public long[] ReadIntegers() =>
        IsInteger
            ? Read((bytes, at) => Integer(bytes.AsSpan(at, _size)))
            : throw Unusable($"its dtype is {Dtype}; must be whole numbers (int8 to int64, uint8 to uint64)");

    /// <summary>Reads numbers, C order.</summary>
    /// <exception cref="InvalidDataException">A chunk is damaged or missing.</exception>
    public double[] ReadReals() =>
        _kind == 'f' ? Read((bytes, at) => Real(bytes.AsSpan(at, _size))) : Read((bytes, at) => (double)Integer(bytes.AsSpan(at, _size)));

    private T[] Read<T>(Func<byte[], int, T> value)
    {
        var (height, width) = (_chunks[0], _chunks.Length == 2 ? _chunks[1] : 1);
        var (down, across) = ((Rows + height - 1) / height, (Columns + width - 1) / width);
        for (var i = 0; i < down; i++)
        for (var j = 0; j < across; j++)
            if (!File.Exists(ChunkPath(i, j)))
                throw Unusable($"its chunk {Path.GetFileName(ChunkPath(i, j))} is missing");
        var values = new T[Rows * Columns];
        var chunk = new byte[height * width * _size];
        for (var i = 0; i < down; i++)
        for (var j = 0; j < across; j++)
        {
            Unpack(ChunkPath(i, j), chunk);
            for (var row = i * height; row < Math.Min(Rows, (i + 1) * height); row++)
            for (var column = j * width; column < Math.Min(Columns, (j + 1) * width); column++)
                values[row * Columns + column] = value(chunk, ((row - i * height) * width + column - j * width) * _size);
        }

        return values;
    }

    private void Unpack(string path, byte[] chunk)
    {
        try
        {
            _codec.Unpack(File.ReadAllBytes(path), chunk);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }

        if (_bigEndian)
            for (var at = 0; at < chunk.Length; at += _size)
                chunk.AsSpan(at, _size).Reverse();
    }

    private long Integer(ReadOnlySpan<byte> bytes) =>
        (_kind, _size) switch
        {
            ('i', 1) => (sbyte)bytes[0],
            ('i', 2) => BinaryPrimitives.ReadInt16LittleEndian(bytes),
            ('i', 4) => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            ('u', 2) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            ('u', 4) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            (_, 8) => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            _ => bytes[0],
        };

    private double Real(ReadOnlySpan<byte> bytes) =>
        _size == 4 ? BinaryPrimitives.ReadSingleLittleEndian(bytes) : BinaryPrimitives.ReadDoubleLittleEndian(bytes);

    private string ChunkPath(int i, int j)
    {
        var key = i.ToString(CultureInfo.InvariantCulture);
        if (_shape.Length == 2)
            key += _separator + j.ToString(CultureInfo.InvariantCulture);
        return Path.Combine(_folder, _prefix + key);
    }

    private (char Kind, int Size) Kind(string dtype) =>
        dtype switch
        {
            "b1" or "bool" => ('b', 1),
            "i1" or "int8" => ('i', 1),
            "i2" or "int16" => ('i', 2),
            "i4" or "int32" => ('i', 4),
            "i8" or "int64" => ('i', 8),
            "u1" or "uint8" => ('u', 1),
            "u2" or "uint16" => ('u', 2),
            "u4" or "uint32" => ('u', 4),
            "u8" or "uint64" => ('u', 8),
            "f4" or "float32" => ('f', 4),
            "f8" or "float64" => ('f', 8),
            _ => throw Unusable($"its dtype is '{dtype}'; numbers of 1 to 8 bytes are read"),
        };

    private void Check(JsonObject meta)
    {
        if (_shape.Length is not (1 or 2) || _shape.Length != _chunks.Length)
            throw Unusable($"it has {_shape.Length} axes; tables have 1 or 2");
        if ((long)Rows * Columns > MostValues)
            throw Unusable($"it has {Rows} rows of {Columns}; at most {MostValues} values are read");
        if (_chunks.Aggregate((long)_size, (bytes, length) => Math.Min(bytes * length, long.MaxValue >> 32)) > MostChunkBytes)
            throw Unusable($"its chunks have more than {MostChunkBytes >> 20} MiB; write smaller ones");
        if (Text(meta["order"]) == "F")
            throw Unusable("it is in Fortran order; write it in C order");
        if (meta["filters"] is JsonArray { Count: > 0 } filters)
            throw Unusable($"it has filters {filters.ToJsonString()}, which are not read; write it without");
    }

    private int[] Lengths(JsonNode? node, int least, string key)
    {
        try
        {
            var lengths = node is JsonArray { Count: > 0 } array ? array.Select(n => n!.GetValue<int>()).ToArray() : [];
            return lengths.Length > 0 && lengths.All(length => length >= least) ? lengths : throw Unusable($"it has no {key}");
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or NullReferenceException or JsonException)
        {
            throw Unusable($"its {key} is {node?.ToJsonString()}");
        }
    }

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    private InvalidDataException Unusable(string what) => new($"{_folder}: {what}");
}
