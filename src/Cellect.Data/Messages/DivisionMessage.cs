using Cellect.Data.Tracks;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Topic <c>division</c>: one division, in the frame in which its daughters are first seen; or, one volume later, what has become
/// of it.</summary>
internal static class DivisionMessage
{
    public const string Topic = "division";

    private static readonly MessageFields<(Division Division, int TimeStep, int T, int Continues, int Population)> Fields = new()
    {
        { "mother", message => message.Division.Mother },
        { "daughters", WriteDaughters },
        { "z", message => message.Division.Z },
        { "y", message => message.Division.Y },
        { "x", message => message.Division.X },
        { "probability", message => message.Division.Probability },
        { "time_step", message => message.TimeStep },
        { "population", message => message.Population },
        { "state", message => message.Division.State.Word() },
        { "born_t", message => message.T },
        { "continues", message => message.Continues },
    };

    public static void Write(ref MessagePackWriter writer, in Envelope envelope, in Division division, int timeStep, int population) =>
        envelope.Write(ref writer, Topic, Fields, (division, timeStep, envelope.T, -1, population));

    public static void Write(
        ref MessagePackWriter writer,
        in Envelope envelope,
        in DivisionOutcome outcome,
        int timeStep,
        int population
    ) =>
        envelope.Write(
            ref writer,
            Topic,
            Fields,
            (outcome.Division, timeStep, outcome.T, outcome.Confirmed ? -1 : outcome.Continues, population)
        );

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
        )
        {
            // A service of before does not say.
            State = message.Has("state") ? DivisionStates.Of(message.Text("state")) ?? DivisionState.Told : DivisionState.Told,
        };
    }

    /// <summary>The outcome that a message tells of; null: it tells of a division for the first time.</summary>
    /// <exception cref="InvalidDataException">It tells of none.</exception>
    public static DivisionOutcome? ReadOutcome(MessageMap message) =>
        Read(message) is { State: >= DivisionState.Confirmed } division
            ? new DivisionOutcome(message.Small("born_t"), division, message.Small("continues"))
            : null;

    private static void WriteDaughters(
        ref MessagePackWriter writer,
        (Division Division, int TimeStep, int T, int Continues, int Population) message
    )
    {
        writer.WriteArrayHeader(2);
        writer.Write(message.Division.FirstDaughter);
        writer.Write(message.Division.SecondDaughter);
    }
}
