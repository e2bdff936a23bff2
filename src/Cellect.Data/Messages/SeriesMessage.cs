using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Topic <c>series</c>: a series begins, or has ended.</summary>
internal static class SeriesMessage
{
    public const string Topic = "series";

    /// <summary>Keys that <see cref="WriteGeometry"/> writes.</summary>
    public const int GeometryKeyCount = 5;

    public static void WriteBegin(ref MessagePackWriter writer, in Envelope envelope, VolumeHeader header)
    {
        envelope.Write(ref writer, Topic, more: 1 + GeometryKeyCount);
        writer.Write("event");
        writer.Write("begin");
        WriteGeometry(ref writer, header);
    }

    public static void WriteEnd(ref MessagePackWriter writer, in Envelope envelope, SeriesSummary summary)
    {
        envelope.Write(ref writer, Topic, more: 4);
        writer.Write("event");
        writer.Write("end");
        writer.Write("reason");
        writer.Write(summary.Reason);
        writer.Write("expected");
        writer.Write(summary.Expected);
        writer.Write("ledger");
        WriteLedger(ref writer, summary.Ledger);
    }

    public static void WriteGeometry(ref MessagePackWriter writer, VolumeHeader header)
    {
        writer.Write("c");
        writer.Write(header.C);
        writer.Write("shape");
        writer.WriteArrayHeader(3);
        writer.Write(header.Shape.Z);
        writer.Write(header.Shape.Y);
        writer.Write(header.Shape.X);
        writer.Write("dtype");
        writer.Write(header.Type.WireName());
        writer.Write("voxel_um");
        WriteLengths(ref writer, header.VoxelMicrometres.Z, header.VoxelMicrometres.Y, header.VoxelMicrometres.X);
        writer.Write("origin_um");
        if (header.OriginMicrometres is var (z, y, x))
            WriteLengths(ref writer, z, y, x);
        else
            writer.WriteNil();
    }

    public static void WriteLedger(ref MessagePackWriter writer, IReadOnlyDictionary<string, long> ledger)
    {
        writer.WriteMapHeader(ledger.Count);
        foreach (var (state, count) in ledger)
        {
            writer.Write(state);
            writer.Write(count);
        }
    }

    private static void WriteLengths(ref MessagePackWriter writer, double z, double y, double x)
    {
        writer.WriteArrayHeader(3);
        writer.Write(z);
        writer.Write(y);
        writer.Write(x);
    }
}
