using Cellect.Data.Tracks;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>The keys that every message begins with.</summary>
/// <param name="Run">When this publisher started, UTC nanoseconds: another value is another publisher, whose numbers start anew.</param>
/// <param name="Pub">Number of the message, from 1, over all topics.</param>
/// <param name="Prev">Number of the message before it on the same topic; 0: none.</param>
/// <param name="Series">Series that the message is about; empty before the first.</param>
/// <param name="Seq">Sequence number of the volume within the sender's messages.</param>
/// <param name="T">Time point; -1 before the first.</param>
/// <param name="Stamps">When the volume passed each stage.</param>
internal readonly record struct Envelope(long Run, long Pub, long Prev, string Series, ulong Seq, int T, LatencyStamps Stamps)
{
    private const int Version = 1;
    private const int KeyCount = 14;

    /// <summary>Opens the map of a message: the envelope's keys, with room for <paramref name="more"/> that the caller writes.</summary>
    public void Write(ref MessagePackWriter writer, string type, int more)
    {
        writer.WriteMapHeader(KeyCount + more);
        writer.Write("v");
        writer.Write(Version);
        writer.Write("type");
        writer.Write(type);
        writer.Write("run");
        writer.Write(Run);
        writer.Write("pub");
        writer.Write(Pub);
        writer.Write("prev");
        writer.Write(Prev);
        writer.Write("series");
        writer.Write(Series);
        writer.Write("seq");
        writer.Write(Seq);
        writer.Write("t");
        writer.Write(T);
        WriteStamps(ref writer);
    }

    private void WriteStamps(ref MessagePackWriter writer)
    {
        writer.Write("exposure_end_ns");
        writer.Write(Stamps.ExposureEndNs);
        writer.Write("received_ns");
        writer.Write(Stamps.ReceivedNs);
        writer.Write("assembled_ns");
        writer.Write(Stamps.AssembledNs);
        writer.Write("inferred_ns");
        writer.Write(Stamps.InferredNs);
        writer.Write("linked_ns");
        writer.Write(Stamps.LinkedNs);
        writer.Write("published_ns");
        writer.Write(Stamps.PublishedNs);
    }
}
