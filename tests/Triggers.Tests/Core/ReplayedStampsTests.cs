using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Triggers.Delivery;
using Cellect.Triggers.Rules;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Tests.Core;

/// <summary>Frames of a replayed recording, ten minutes' worth in a second: rules go by the stamps of the session.</summary>
public class ReplayedStampsTests
{
    private const long Second = 1_000_000_000,
        Session = 1_700_000_000 * Second,
        Replay = Session + (1_000_000 * Second);

    // A volume is 30 s; that of time point 30 was linked 45 s late.
    private static readonly List<TrackedFrame> Recorded = [.. Appearing().Select(frame => Stamped(frame, Of(frame.Header.T)))];

    [Theory]
    [InlineData(nameof(GuardOptions.MaxAgeSeconds), "30")]
    [InlineData(nameof(GuardOptions.CooldownSeconds), "200")]
    public void ReplayedFrames_FireAndAreHeldBack_AsInTheSession(string guard, string value)
    {
        var book = Rules(guard, value);
        var session = Evaluate(book, Recorded);
        Assert.Contains(session, e => e.Fires);
        Assert.Contains(session, e => !e.Fires);
        Assert.Equal(Lines(session), Lines(Evaluate(book, Recorded.Select(f => Replayed(f, told: true)))));
        Assert.NotEqual(Lines(session), Lines(Evaluate(book, Recorded.Select(f => Replayed(f, told: false)))));
    }

    [Fact]
    public void Deadline_OfAReplayedFrame_LeavesAsMuchTimeAsInTheSession()
    {
        var book = Rules(nameof(GuardOptions.MaxAgeSeconds), "1000");
        var frames = Recorded.Select(f => Replayed(f, told: true)).ToList();
        foreach (var evaluation in Evaluate(book, frames).Where(e => e.Fires))
        {
            var frame = frames.Single(f => f.Header.T == evaluation.Frame.T);
            var decided = frame.Stamps.LinkedNs;
            var deadline = Orders.Of(evaluation, 0, frame, decided, clockOffsetNs: null).Request.Stamps.DeadlineNs;
            var age = (frame.Header.T == 30 ? 45 : 1) - 0.1;
            Assert.Equal(60 - age, (deadline - decided) / 1e9, 3);
        }
    }

    private static RuleSet Rules(string guard, string value) =>
        Book.Of(
            $$$"""
            {"Name":"r","When":{"Event":"NewTrack","ConfirmVolumes":0},"Guards":{"WarmUpVolumes":0,"{{{guard}}}":{{{value}}}},
            "DeadlineMilliseconds":60000,"Then":[{"Adapter":"sim","IntervalSeconds":1}]}
            """
        );

    // A new track at every fifth time point.
    private static IEnumerable<TrackedFrame> Appearing()
    {
        var frames = new Frames();
        for (var t = 0; t < 60; t++)
            frames.At(t, t % 5 == 0 ? [Frames.Cell(1), Frames.Cell(10 + t)] : [Frames.Cell(1)]);
        return frames.All;
    }

    private static LatencyStamps Of(int t)
    {
        var exposed = Session + (t * 30 * Second);
        var linked = exposed + (t == 30 ? 45 * Second : Second);
        return new LatencyStamps(exposed, exposed + (Second / 10), exposed + (Second / 10), linked, linked, 0);
    }

    private static TrackedFrame Replayed(TrackedFrame frame, bool told)
    {
        var (was, shift, came) = (frame.Stamps, Replay - Session, Replay + (frame.Header.T * Second / 100));
        var stamps = new LatencyStamps(was.ExposureEndNs + shift, came, came, came, came, 0);
        var recorded = new RecordedStamps(was.ReceivedNs, was.LinkedNs).Later(shift);
        return Stamped(frame with { Header = frame.Header with { Recorded = told ? recorded : null } }, stamps);
    }

    private static TrackedFrame Stamped(TrackedFrame frame, LatencyStamps stamps) => frame with { Stamps = stamps };

    private static IReadOnlyList<Evaluation> Evaluate(RuleSet book, IEnumerable<TrackedFrame> frames)
    {
        var engine = new RuleEngine(book);
        engine.BeginSeries();
        return [.. frames.SelectMany(frame => engine.Evaluate(frame))];
    }

    private static IEnumerable<string> Lines(IEnumerable<Evaluation> evaluations) =>
        evaluations.Select(e => $"{e.Key} {e.HeldBackBy} {e.Frame.AgeSeconds:R}");
}
