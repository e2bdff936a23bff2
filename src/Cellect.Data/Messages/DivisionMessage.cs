using Cellect.Data.Tracks;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Topic <c>division</c>: one division, in the frame in which its daughters are first seen.</summary>
internal static class DivisionMessage
{
    public const string Topic = "division";

    private static readonly MessageFields<(Division Division, int TimeStep, int Population)> Fields = new()
    {
        { "mother", message => message.Division.Mother },
        { "daughters", WriteDaughters },
        { "z", message => message.Division.Z },
        { "y", message => message.Division.Y },
        { "x", message => message.Division.X },
        { "probability", message => message.Division.Probability },
        { "time_step", message => message.TimeStep },
        { "population", message => message.Population },
    };

    public static void Write(ref MessagePackWriter writer, in Envelope envelope, in Division division, int timeStep, int population) =>
        envelope.Write(ref writer, Topic, Fields, (division, timeStep, population));

    /// <summary>The division that a message tells of.</summary>
    /// <exception cref="InvalidDataException">It tells of none.</exception>
    public static Division Read(MessageMap message)
    {
        var (first, second) = message.TwoWhole("daughters");
        return new(
            message.Small("mother"),
            first,
            second,
            (float)message.Number("z"),
            (float)message.Number("y"),
            (float)message.Number("x"),
            (float)message.Number("probability")
        );
    }

    private static void WriteDaughters(ref MessagePackWriter writer, (Division Division, int TimeStep, int Population) message)
    {
        writer.WriteArrayHeader(2);
        writer.Write(message.Division.FirstDaughter);
        writer.Write(message.Division.SecondDaughter);
    }
}
