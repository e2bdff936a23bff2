using System.Text.Json.Nodes;
using Cellect.Data.Csv;
using Cellect.Data.Volumes;
using Cellect.Data.Zarr;

namespace Cellect.Data.Exchange.Geff;

/// <summary>Reads a GEFF of Zarr 2 or 3, whoever wrote it.</summary>
internal sealed class GeffReader
{
    private readonly string _path;
    private readonly JsonObject _geff;
    private readonly JsonObject? _ours;
    private readonly VoxelSize? _voxel;

    private GeffReader(string path, VoxelSize? voxel)
    {
        _path = path;
        _geff = Attributes(path) ?? throw new InvalidInputException($"{path}: no GEFF; its metadata has no key 'geff'");
        _ours = _geff["extra"]?[GeffMetadata.Extra] as JsonObject;
        _voxel = voxel ?? Described.Voxel(_ours);
        if (_geff["directed"] is JsonValue directed && directed.TryGetValue(out bool value) && !value)
            throw Bad("its graph is undirected; links must point forward in time");
    }

    /// <summary>Whether a folder is one.</summary>
    public static bool IsOne(string path)
    {
        try
        {
            return Directory.Exists(path) && Attributes(path) is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Reads the tracks.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="voxel">Extent of a voxel, where the file does not say it.</param>
    /// <exception cref="InvalidInputException">Not a graph of cells; the message says what is wrong.</exception>
    /// <exception cref="InvalidDataException">An array is damaged.</exception>
    public static TrackSet Read(string path, VoxelSize? voxel) => new GeffReader(path, voxel).Tracks();

    private TrackSet Tracks()
    {
        var ids = Array("nodes", "ids").ReadIntegers();
        var (cells, size) = Cells(ids.Length);
        var rowOf = new Dictionary<long, int>(ids.Length);
        for (var i = 0; i < ids.Length; i++)
            if (!rowOf.TryAdd(ids[i], i))
                throw Bad($"node {ids[i]} is there twice");
        var tracks = new TrackAssembler(cells, i => $"{_path}: node {ids[i]}");
        var ends = Array("edges", "ids");
        if (ends.Columns != 2 && ends.Rows > 0)
            throw Bad($"edges/ids has {ends.Columns} columns; must be 2, source and target");
        var edges = ends.ReadIntegers();
        for (var i = 0; i < edges.Length; i += 2)
            tracks.Link(Row(edges[i]), Row(edges[i + 1]));
        return Described.Tracks(_path, tracks.Build(), size, _ours);

        int Row(long id) => rowOf.TryGetValue(id, out var row) ? row : throw Bad($"an edge ends at node {id}, which is not there");
    }

    private (ReadCell[] Cells, VoxelSize Voxel) Cells(int count)
    {
        var (time, z, y, x) = Axes();
        var size = _voxel ?? Scaled(z, y, x) ?? throw Described.NoVoxel(_path);
        var t = Property(time.Name, count)!;
        var (zs, ys, xs) = (z is null ? new double[count] : Place(z, size.Z), Place(y, size.Y), Place(x, size.X));
        var radii = Text(_geff["sphere"]) is { Length: > 0 } sphere ? Property(sphere, count, needed: false) : null;
        var radius = Micrometres(x) is { } unit ? unit / size.X : 1;
        var tracks = Optional("track_id") ?? (Text(_geff["track_node_props"]?["tracklet"]) is { Length: > 0 } name ? Optional(name) : null);
        var (scores, divisions, links) = (Optional("score"), Optional("division"), Optional("link"));
        var cells = new ReadCell[count];
        for (var i = 0; i < count; i++)
            cells[i] = new ReadCell(Frame(t[i], i), (float)zs[i], (float)ys[i], (float)xs[i], Track(tracks, i))
            {
                Radius = radii is null ? 0 : (float)(radii[i] * radius),
                Score = scores is null ? 1 : (float)scores[i],
                Division = divisions is null ? 0 : (float)divisions[i],
                Link = links is null ? 1 : (float)links[i],
            };
        return (cells, size);

        double[] Place(JsonObject axis, double voxel)
        {
            var factor = Micrometres(axis) is { } unit ? unit / voxel : 1;
            // Divided, not multiplied: what was a voxel comes back to the last bit.
            return System.Array.ConvertAll(Property(Text(axis["name"]), count)!, value =>
                Micrometres(axis) is 1 ? value / voxel : value * factor
            );
        }

        double[]? Optional(string name) => Property(name, count, needed: false);
    }

    private static int Track(double[]? tracks, int i) =>
        tracks is not null && tracks[i] is > 0 and <= int.MaxValue && tracks[i] == Math.Floor(tracks[i]) ? (int)tracks[i] : 0;

    private int Frame(double t, int i) =>
        t is >= 0 and <= int.MaxValue && t == Math.Floor(t)
            ? (int)t
            : throw Bad($"row {i} has the time {t}; must be a whole number of frames from 0");

    private ((string Name, JsonObject Axis) Time, JsonObject? Z, JsonObject Y, JsonObject X) Axes()
    {
        var axes = (_geff["axes"] as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        var time = axes.Find(axis => Text(axis["type"]) == "time") ?? axes.Find(axis => Text(axis["name"]) == "t");
        var space = axes.FindAll(axis => Text(axis["type"]) == "space" || Text(axis["name"]) is "z" or "y" or "x");
        if (time is null || space.Count is not (2 or 3))
            throw Bad("its axes must be one of type time and two or three of type space");
        var named = new[] { "z", "y", "x" }.Select(name => space.Find(axis => Text(axis["name"]) == name)).ToArray();
        if (named[1] is { } y && named[2] is { } x && (space.Count == 2 || named[0] is not null))
            return ((Text(time["name"]), time), named[0], y, x);
        throw Bad($"its axes of space are {string.Join(", ", space.Select(axis => Text(axis["name"])))}; they must be named z, y and x");
    }

    // Places in pixels whose axes tell how long a pixel is.
    private static VoxelSize? Scaled(JsonObject? z, JsonObject y, JsonObject x)
    {
        var size = new VoxelSize(z is null ? Length(x) : Length(z), Length(y), Length(x));
        return size.IsValid ? size : null;

        static double Length(JsonObject axis) =>
            Micrometres(axis) is null && axis["scale"] is JsonValue scale && scale.TryGetValue(out double length)
                ? length * (Units.Micrometres(Text(axis["scaled_unit"])) ?? double.NaN)
                : double.NaN;
    }

    private static double? Micrometres(JsonObject axis) => Units.Micrometres(Text(axis["unit"]));

    private double[]? Property(string name, int count, bool needed = true)
    {
        // The name comes from the file: it may not lead out of it.
        if (name.Length == 0 || name.AsSpan().IndexOfAny("/\\") >= 0 || name.StartsWith('.'))
            throw Bad($"'{name}' is no name of a property");
        var folder = Path.Combine(_path, "nodes", "props", name, "values");
        if (!needed && !ZarrTable.IsOne(folder))
            return null;
        var values = ZarrTable.Open(folder);
        if (values.Rows != count || values.Columns != 1)
            throw Bad($"property {name} has {values.Rows} x {values.Columns} values for {count} nodes");
        return values.ReadReals();
    }

    private ZarrTable Array(string group, string name) => ZarrTable.Open(Path.Combine(_path, group, name));

    private static JsonObject? Attributes(string path)
    {
        var third = Path.Combine(path, "zarr.json");
        if (File.Exists(third))
            return ZarrJson.Read(third)["attributes"]?["geff"] as JsonObject;
        var second = Path.Combine(path, ".zattrs");
        return File.Exists(second) ? ZarrJson.Read(second)["geff"] as JsonObject : null;
    }

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    private InvalidInputException Bad(string what) => new($"{_path}: {what}");
}
