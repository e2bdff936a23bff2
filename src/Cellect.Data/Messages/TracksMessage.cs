using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Topic <c>tracks</c>: every cell of one frame.</summary>
internal static class TracksMessage
{
    public const string Topic = "tracks";

    private static readonly MessageFields<UnstableMark> MarkFields = new()
    {
        { "track", mark => mark.Track },
        { "reason", mark => mark.Reason.ToString().ToLowerInvariant() },
        { "t", mark => mark.T },
    };

    private static readonly MessageFields<TrackedFrame> Fields = new()
    {
        { "time_step", frame => frame.TimeStep },
        { "incomplete", frame => frame.Header.Incomplete },
        { "n", frame => frame.Cells.Count },
        { "cells", CellColumns.Fields, frame => frame.Cells },
        { "unstable", WriteUnstable },
        { "divisions", frame => frame.Divisions.Count },
        { "population", frame => frame.Header.C },
        { "outcomes", frame => frame.Outcomes.Count },
    };

    public static void Write(ref MessagePackWriter writer, in Envelope envelope, TrackedFrame frame) =>
        envelope.Write(ref writer, Topic, Fields, frame);

    /// <summary>The frame that a message tells of; a snapshot tells of the newest in the same keys. Its divisions have messages of their
    /// own.</summary>
    /// <param name="message">The message.</param>
    /// <param name="series">Geometry of the series.</param>
    /// <exception cref="InvalidDataException">A key is missing or wrong.</exception>
    public static TrackedFrame Read(MessageMap message, VolumeHeader series) =>
        new()
        {
            Header = series with
            {
                T = message.Small("t"),
                C = (int)message.Whole("population", series.C),
                ExposureEndNs = message.Whole("exposure_end_ns"),
            },
            TimeStep = message.Small("time_step"),
            Stamps = Envelope.ReadStamps(message),
            Cells = CellColumns.Read(message),
            Divisions = [],
        };

    /// <summary>How many messages of divisions and of their outcomes follow; below 0: an older service, which does not say.</summary>
    public static long ReadDivisions(MessageMap message) =>
        message.Whole("divisions", -1) is >= 0 and var told ? told + message.Whole("outcomes", 0) : -1;

    private static void WriteUnstable(ref MessagePackWriter writer, TrackedFrame frame)
    {
        writer.WriteArrayHeader(frame.Unstable.Count);
        foreach (var mark in frame.Unstable)
            MarkFields.WriteMap(ref writer, mark);
    }
}
