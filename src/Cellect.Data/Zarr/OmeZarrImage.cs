using System.Text.Json.Nodes;
using Cellect.Data.Volumes;

namespace Cellect.Data.Zarr;

/// <summary>Reads an image of OME-Zarr 0.4 or 0.5: its finest level, volume by volume.</summary>
internal sealed class OmeZarrImage
{
    private static readonly string[] Names = ["t", "c", "z", "y", "x"];

    private readonly ZarrArray _array;
    private readonly string _folder;
    private readonly int[] _axes;

    private OmeZarrImage(string folder, JsonObject multiscale)
    {
        _folder = folder;
        var axes = multiscale["axes"] as JsonArray ?? throw Unusable("its multiscales have no axes; only versions 0.4 and 0.5 are read");
        var names = axes.Select(a => a is JsonObject ? (string?)a["name"] : (string?)a).ToList();
        _axes = [.. Names.Select(name => names.IndexOf(name))];
        var present = _axes.Where(a => a >= 0).ToList();
        if (_axes[3] < 0 || _axes[4] < 0 || present.Count != names.Count || !present.SequenceEqual(present.Order()))
            throw Unusable($"its axes are {string.Join(",", names)}; must be t,c,z,y,x or some of them in this order, y and x among them");
        var dataset = multiscale["datasets"]?[0] ?? throw Unusable("its multiscales have no datasets");
        _array = ZarrArray.Open(Path.Combine(folder, (string?)dataset["path"] ?? throw Unusable("its first dataset has no path")));
        if (_array.Shape.Length != names.Count)
            throw Unusable($"it has {names.Count} axes and its array {_array.Shape.Length}");
        VoxelMicrometres = Voxel(
            axes,
            Scale(dataset["coordinateTransformations"], multiscale["coordinateTransformations"]),
            out var interval
        );
        Interval = interval;
    }

    /// <summary>Time points.</summary>
    public int Times => Length(0);

    /// <summary>Channels.</summary>
    public int Channels => Length(1);

    /// <summary>Extent of a volume.</summary>
    public VolumeShape Shape => new(Length(2), Length(3), Length(4));

    /// <summary>How a voxel is stored, and becomes ours.</summary>
    public PixelLayout Layout => _array.Layout;

    /// <summary>Extent of a voxel, µm; null when the axes have no units of length.</summary>
    public VoxelSize? VoxelMicrometres { get; }

    /// <summary>Time between two time points; null when its axis has no unit.</summary>
    public TimeSpan? Interval { get; }

    /// <summary>Whether a folder claims to be such an image.</summary>
    public static bool IsOne(string folder) =>
        File.Exists(Path.Combine(folder, ".zattrs")) || File.Exists(Path.Combine(folder, "zarr.json"));

    /// <summary>Opens an image.</summary>
    /// <exception cref="InvalidDataException">It is none, or of a kind that is not read here.</exception>
    public static OmeZarrImage Open(string folder)
    {
        var third = Path.Combine(folder, "zarr.json");
        var attributes = File.Exists(third) ? ZarrJson.Read(third)["attributes"]?["ome"] : ZarrJson.Read(Path.Combine(folder, ".zattrs"));
        if (attributes?["multiscales"]?[0] is JsonObject multiscale)
            return new OmeZarrImage(folder, multiscale);
        throw new InvalidDataException($"{folder}: no image of OME-Zarr 0.4 or 0.5 (no multiscales); name the folder of one image");
    }

    /// <summary>Whether any of a volume is on the disk; a volume that was lost is not.</summary>
    public bool Holds(int t, int c) => _array.Holds(Lead(t, c));

    /// <summary>Reads one channel of one time point, C order (z, y, x), as volumes are kept.</summary>
    /// <exception cref="InvalidDataException">A chunk is damaged.</exception>
    public void Read(int t, int c, Span<byte> voxels)
    {
        _array.Read(Lead(t, c), voxels);
        _array.Layout.Adopt(voxels);
    }

    /// <summary>Extent of a chunk.</summary>
    public VolumeShape Chunk => _array.ChunkShape(Lead(0, 0).Length);

    /// <summary>Bytes of a chunk, unpacked.</summary>
    public long ChunkBytes => _array.ChunkBytes;

    /// <summary>Reads a part of one channel of one time point, C order (z, y, x): the chunks in which it lies, and no others.</summary>
    /// <exception cref="InvalidDataException">A chunk is damaged.</exception>
    public void Read(int t, int c, VolumeBox box, Span<byte> voxels, ReadAccount account)
    {
        _array.Read(Lead(t, c), box, voxels, account);
        _array.Layout.Adopt(voxels);
    }

    private int Length(int name) => _axes[name] < 0 ? 1 : _array.Shape[_axes[name]];

    private int[] Lead(int t, int c)
    {
        var lead = new List<int>();
        if (_axes[0] >= 0)
            lead.Add(t);
        if (_axes[1] >= 0)
            lead.Add(c);
        return [.. lead];
    }

    private static double[]? Scale(params JsonNode?[] transformations)
    {
        double[]? product = null;
        foreach (var list in transformations)
        foreach (var transformation in list as JsonArray ?? [])
            if (transformation?["scale"] is JsonArray scale)
            {
                var factors = scale.Select(s => s!.GetValue<double>()).ToArray();
                product = product is null ? factors : [.. product.Zip(factors, (a, b) => a * b)];
            }

        return product;
    }

    private VoxelSize? Voxel(JsonArray axes, double[]? scale, out TimeSpan? interval)
    {
        interval = null;
        if (scale is null || scale.Length != axes.Count)
            return null;
        if (_axes[0] >= 0 && TimeUnit((string?)axes[_axes[0]]?["unit"]) is { } second && scale[_axes[0]] > 0)
            interval = TimeSpan.FromSeconds(scale[_axes[0]] * second);
        Span<double> size = [0, 0, 0];
        for (var axis = 0; axis < 3; axis++)
        {
            var at = _axes[2 + axis];
            if (at < 0 || LengthUnit((string?)axes[at]?["unit"]) is not { } micrometre)
                return null;
            size[axis] = scale[at] * micrometre;
        }

        var voxel = new VoxelSize(size[0], size[1], size[2]);
        return voxel.IsValid ? voxel : null;
    }

    private static double? LengthUnit(string? unit) =>
        unit switch
        {
            "micrometer" or "um" or "µm" => 1,
            "nanometer" or "nm" => 1e-3,
            "millimeter" or "mm" => 1e3,
            "angstrom" => 1e-4,
            "meter" or "m" => 1e6,
            _ => null,
        };

    private static double? TimeUnit(string? unit) =>
        unit switch
        {
            "second" or "s" => 1,
            "millisecond" or "ms" => 1e-3,
            "microsecond" => 1e-6,
            "minute" => 60,
            "hour" => 3600,
            _ => null,
        };

    private InvalidDataException Unusable(string what) => new($"{_folder}: {what}");
}
