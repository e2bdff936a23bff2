using System.Text.Json.Nodes;
using Cellect.Data.Volumes;

namespace Cellect.Data.Zarr;

/// <summary>How an image is written.</summary>
/// <param name="Name">Name of the image, for people.</param>
/// <param name="Shape">Extent of every volume, voxels.</param>
/// <param name="Type">How a voxel is stored.</param>
/// <param name="VoxelMicrometres">Extent of a voxel, µm.</param>
/// <param name="Compression">How chunks are packed.</param>
/// <param name="Extent">What a chunk holds.</param>
/// <param name="Levels">Levels, each half as wide and high as the one before (<see cref="ViewingLevel"/>); 1: the volumes alone.</param>
internal sealed record OmeZarrFormat(
    string Name,
    VolumeShape Shape,
    VoxelType Type,
    VoxelSize VoxelMicrometres,
    ChunkCompression Compression = ChunkCompression.None,
    ChunkExtent Extent = ChunkExtent.Volume,
    int Levels = 1
)
{
    private const string Version = "0.4";

    /// <summary>True for labels: whole numbers of 32 bits that name cells, whatever <see cref="Type"/> says.</summary>
    public bool IsLabels { get; init; }

    /// <summary>What else the image tells of itself; null: nothing.</summary>
    public JsonObject? Metadata { get; init; }

    /// <summary>Slices of a chunk.</summary>
    public int ChunkSlices => Extent == ChunkExtent.Plane ? 1 : Shape.Z;

    /// <summary>The numpy name of the voxel type.</summary>
    public string Dtype =>
        IsLabels
            ? "<u4"
            : Type switch
            {
                VoxelType.UInt8 => "|u1",
                VoxelType.UInt16 => "<u2",
                _ => "<f4",
            };

    /// <summary>Extent of a level; 0 is the finest.</summary>
    public VolumeShape ShapeOf(int level)
    {
        var shape = Shape;
        for (var i = 0; i < level; i++)
            shape = ViewingLevel.Next(shape);
        return shape;
    }

    /// <summary><c>.zarray</c> of Zarr 2 for so many time points and channels.</summary>
    public JsonObject Array(int times, int channels, int level)
    {
        var shape = ShapeOf(level);
        return new()
        {
            ["zarr_format"] = 2,
            ["shape"] = new JsonArray(times, channels, shape.Z, shape.Y, shape.X),
            ["chunks"] = new JsonArray(1, 1, ChunkSlices, shape.Y, shape.X),
            ["dtype"] = Dtype,
            ["compressor"] = Compression switch
            {
                ChunkCompression.Zlib => new JsonObject { ["id"] = "zlib", ["level"] = 1 },
                ChunkCompression.Zstd => new JsonObject { ["id"] = "zstd", ["level"] = 1 },
                _ => null,
            },
            ["fill_value"] = 0,
            ["filters"] = null,
            ["order"] = "C",
            ["dimension_separator"] = "/",
        };
    }

    /// <summary><c>.zattrs</c> of OME-Zarr 0.4.</summary>
    /// <param name="channels">Channels of the image.</param>
    /// <param name="interval">Time between two time points; null: unknown, 1 is written.</param>
    public JsonObject Attributes(int channels, TimeSpan? interval)
    {
        var image = new JsonObject
        {
            ["version"] = Version,
            ["name"] = Name,
            ["axes"] = new JsonArray(Time(interval), Axis("c", "channel"), Space("z"), Space("y"), Space("x")),
            ["datasets"] = new JsonArray([.. Enumerable.Range(0, Levels).Select(level => Dataset(level, interval))]),
        };
        if (Levels > 1)
            image["type"] = "mean of 2x2 in y and x";
        if (Metadata is not null)
            image["metadata"] = Metadata.DeepClone();
        var attributes = new JsonObject { ["multiscales"] = new JsonArray(image) };
        if (IsLabels)
            attributes["image-label"] = new JsonObject
            {
                ["version"] = Version,
                ["source"] = new JsonObject { ["image"] = "../../" },
            };
        else
            attributes["omero"] = new JsonObject { ["channels"] = new JsonArray([.. Enumerable.Range(0, channels).Select(Channel)]) };
        return attributes;
    }

    private JsonNode Dataset(int level, TimeSpan? interval)
    {
        var (factor, voxel) = (1 << level, VoxelMicrometres);
        var scale = new JsonArray(interval?.TotalSeconds ?? 1, 1, voxel.Z, voxel.Y * factor, voxel.X * factor);
        var transformations = new JsonArray(new JsonObject { ["type"] = "scale", ["scale"] = scale });
        // The centre of a coarse voxel lies midway between those of the fine ones.
        if (level > 0)
            transformations.Add(
                (JsonNode)
                    new JsonObject
                    {
                        ["type"] = "translation",
                        ["translation"] = new JsonArray(0, 0, 0, voxel.Y * (factor - 1) / 2, voxel.X * (factor - 1) / 2),
                    }
            );
        return new JsonObject { ["path"] = $"{level}", ["coordinateTransformations"] = transformations };
    }

    private static JsonObject Time(TimeSpan? interval)
    {
        var axis = Axis("t", "time");
        if (interval is not null)
            axis["unit"] = "second";
        return axis;
    }

    private static JsonObject Space(string name)
    {
        var axis = Axis(name, "space");
        axis["unit"] = "micrometer";
        return axis;
    }

    private static JsonObject Axis(string name, string type) => new() { ["name"] = name, ["type"] = type };

    private JsonNode Channel(int channel) =>
        new JsonObject
        {
            ["label"] = $"channel {channel}",
            ["color"] = Colours[channel % Colours.Length],
            ["window"] = new JsonObject
            {
                ["min"] = 0,
                ["max"] = Highest,
                ["start"] = 0,
                ["end"] = Highest,
            },
        };

    private static readonly string[] Colours = ["00FF00", "FF00FF", "00FFFF", "FFFF00", "FF0000", "0000FF", "FFFFFF"];

    private int Highest =>
        Type switch
        {
            VoxelType.UInt8 => byte.MaxValue,
            VoxelType.UInt16 => ushort.MaxValue,
            _ => 1,
        };
}
