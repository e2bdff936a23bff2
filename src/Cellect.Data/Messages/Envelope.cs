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

    private static readonly MessageFields<(string Type, Envelope Envelope)> Fields = new()
    {
        { "v", _ => Version },
        { "type", message => message.Type },
        { "run", message => message.Envelope.Run },
        { "pub", message => message.Envelope.Pub },
        { "prev", message => message.Envelope.Prev },
        { "series", message => message.Envelope.Series },
        { "seq", message => message.Envelope.Seq },
        { "t", message => message.Envelope.T },
        { "exposure_end_ns", message => message.Envelope.Stamps.ExposureEndNs },
        { "received_ns", message => message.Envelope.Stamps.ReceivedNs },
        { "assembled_ns", message => message.Envelope.Stamps.AssembledNs },
        { "inferred_ns", message => message.Envelope.Stamps.InferredNs },
        { "linked_ns", message => message.Envelope.Stamps.LinkedNs },
        { "published_ns", message => message.Envelope.Stamps.PublishedNs },
    };

    /// <summary>Writes a message: these keys, then its own.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="type">Kind of the message.</param>
    /// <param name="fields">Its own keys.</param>
    /// <param name="source">What they tell of.</param>
    public void Write<T>(ref MessagePackWriter writer, string type, MessageFields<T> fields, T source)
    {
        writer.WriteMapHeader(Fields.Count + fields.Count);
        Fields.Write(ref writer, (type, this));
        fields.Write(ref writer, source);
    }

    /// <summary>The stamps of a message that came.</summary>
    public static LatencyStamps ReadStamps(MessageMap message) =>
        new(
            message.Whole("exposure_end_ns"),
            message.Whole("received_ns"),
            message.Whole("assembled_ns"),
            message.Whole("inferred_ns"),
            message.Whole("linked_ns"),
            message.Whole("published_ns")
        );
}
