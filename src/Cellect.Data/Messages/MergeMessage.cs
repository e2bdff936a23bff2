using Cellect.Data.Tracks;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Topic <c>merge</c>: a track that continues another one, as is known by now. Ids stay as they are.</summary>
internal static class MergeMessage
{
    public const string Topic = "merge";

    /// <summary>What is told of a merge, here and in the status.</summary>
    internal static readonly MessageFields<TrackMerge> Fields = new()
    {
        { "begins_t", merge => merge.T },
        { "from", merge => merge.From },
        { "into", merge => merge.Into },
        { "probability", merge => merge.Probability },
        { "population", merge => merge.Population },
    };

    public static void Write(ref MessagePackWriter writer, in Envelope envelope, TrackMerge merge) =>
        envelope.Write(ref writer, Topic, Fields, merge);

    /// <summary>The merge that a map tells of.</summary>
    /// <exception cref="InvalidDataException">It tells of none.</exception>
    public static TrackMerge Read(MessageMap message) =>
        new(
            message.Small("begins_t"),
            message.Small("from"),
            message.Small("into"),
            message.Number("probability"),
            message.Has("population") ? message.Small("population") : 0
        );
}
