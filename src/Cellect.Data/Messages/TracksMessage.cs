using Cellect.Data.Tracks;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Topic <c>tracks</c>: every cell of one frame.</summary>
internal static class TracksMessage
{
    public const string Topic = "tracks";

    public static void Write(ref MessagePackWriter writer, in Envelope envelope, TrackedFrame frame)
    {
        envelope.Write(ref writer, Topic, more: 5);
        writer.Write("time_step");
        writer.Write(frame.TimeStep);
        writer.Write("incomplete");
        writer.Write(frame.Header.Incomplete);
        writer.Write("n");
        writer.Write(frame.Cells.Count);
        writer.Write("cells");
        CellColumns.Write(ref writer, frame.Cells);
        writer.Write("unstable");
        writer.WriteArrayHeader(frame.Unstable.Count);
        foreach (var mark in frame.Unstable)
        {
            writer.WriteMapHeader(3);
            writer.Write("track");
            writer.Write(mark.Track);
            writer.Write("reason");
            writer.Write(mark.Reason.ToString().ToLowerInvariant());
            writer.Write("t");
            writer.Write(mark.T);
        }
    }
}
