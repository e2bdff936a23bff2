using Cellect.Data.Tracks;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Topic <c>division</c>: one division, in the frame in which its daughters are first seen.</summary>
internal static class DivisionMessage
{
    public const string Topic = "division";

    public static void Write(ref MessagePackWriter writer, in Envelope envelope, in Division division, int timeStep)
    {
        envelope.Write(ref writer, Topic, more: 7);
        writer.Write("mother");
        writer.Write(division.Mother);
        writer.Write("daughters");
        writer.WriteArrayHeader(2);
        writer.Write(division.FirstDaughter);
        writer.Write(division.SecondDaughter);
        writer.Write("z");
        writer.Write(division.Z);
        writer.Write("y");
        writer.Write(division.Y);
        writer.Write("x");
        writer.Write(division.X);
        writer.Write("probability");
        writer.Write(division.Probability);
        writer.Write("time_step");
        writer.Write(timeStep);
    }
}
