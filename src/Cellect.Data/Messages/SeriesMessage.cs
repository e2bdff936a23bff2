using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Topic <c>series</c>: a series begins, or has ended.</summary>
internal static class SeriesMessage
{
    public const string Topic = "series";

    /// <summary>What the volumes of a series are like.</summary>
    public static readonly MessageFields<VolumeHeader> Geometry = new()
    {
        { "c", header => header.C },
        { "shape", WriteShape },
        { "dtype", header => header.Type.WireName() },
        { "voxel_um", header => (header.VoxelMicrometres.Z, header.VoxelMicrometres.Y, header.VoxelMicrometres.X) },
        { "origin_um", header => header.OriginMicrometres },
    };

    private static readonly MessageFields<(VolumeHeader Header, IReadOnlyList<Population> Populations)> BeginFields = new()
    {
        { "event", _ => "begin" },
        { Geometry, begun => begun.Header },
        { "populations", (ref writer, begun) => PopulationFields.Write(ref writer, begun.Populations) },
    };

    private static readonly MessageFields<SeriesSummary> EndFields = new()
    {
        { "event", _ => "end" },
        { "reason", summary => summary.Reason },
        { "expected", summary => summary.Expected },
        { "ledger", (ref writer, summary) => WriteLedger(ref writer, summary.Ledger) },
    };

    public static void WriteBegin(
        ref MessagePackWriter writer,
        in Envelope envelope,
        VolumeHeader header,
        IReadOnlyList<Population> populations
    ) => envelope.Write(ref writer, Topic, BeginFields, (header, populations));

    public static void WriteEnd(ref MessagePackWriter writer, in Envelope envelope, SeriesSummary summary) =>
        envelope.Write(ref writer, Topic, EndFields, summary);

    /// <summary>Whether the series that a message tells of begins; else it is over.</summary>
    public static bool Begins(MessageMap message) => message.Text("event") == "begin";

    /// <summary>What the volumes of a series are like, from a message that tells of its beginning, or from a snapshot.</summary>
    /// <exception cref="InvalidDataException">A key is missing or wrong.</exception>
    public static VolumeHeader ReadGeometry(MessageMap message)
    {
        var (z, y, x) = message.Triple("shape");
        var shape = new VolumeShape((int)z, (int)y, (int)x);
        var voxel = message.Triple("voxel_um");
        var size = new VoxelSize(voxel.Z, voxel.Y, voxel.X);
        if (shape.Z < 1 || shape.Y < 1 || shape.X < 1 || !size.IsValid)
            throw new InvalidDataException($"series of {shape} voxels of {size} µm: sides must be at least 1 and sizes above 0");
        return new VolumeHeader
        {
            Series = message.Text("series"),
            T = message.Small("t"),
            C = message.Small("c"),
            Shape = shape,
            VoxelMicrometres = size,
            Type = message.Text("dtype") switch
            {
                "u1" => VoxelType.UInt8,
                "u2" => VoxelType.UInt16,
                _ => VoxelType.Float32,
            },
        };
    }

    /// <summary>How and when a series ended.</summary>
    /// <exception cref="InvalidDataException">A key is missing or wrong.</exception>
    public static SeriesEnd ReadEnd(MessageMap message) =>
        new(
            new SeriesSummary(message.Text("series"), message.Text("reason"), message.Map("ledger").Counts(), message.Whole("expected")),
            message.Whole("published_ns", 0)
        );

    public static void WriteLedger(ref MessagePackWriter writer, IReadOnlyDictionary<string, long> ledger)
    {
        writer.WriteMapHeader(ledger.Count);
        foreach (var (state, count) in ledger)
        {
            writer.Write(state);
            writer.Write(count);
        }
    }

    /// <summary>Three whole numbers, z, y, x.</summary>
    public static void WriteShape(ref MessagePackWriter writer, VolumeShape shape)
    {
        writer.WriteArrayHeader(3);
        writer.Write(shape.Z);
        writer.Write(shape.Y);
        writer.Write(shape.X);
    }

    private static void WriteShape(ref MessagePackWriter writer, VolumeHeader header) => WriteShape(ref writer, header.Shape);
}
