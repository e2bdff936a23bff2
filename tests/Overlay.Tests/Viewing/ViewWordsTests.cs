using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Overlay.Viewing;

namespace Cellect.Overlay.Tests.Viewing;

public class ViewWordsTests
{
    private static readonly ViewFacts Facts = new() { Endpoint = "tcp://scope:5556" };
    private static readonly ViewFacts Heard = Facts with { Counts = ServiceStatus.None, HasPreviews = true };
    private static readonly DateTimeOffset Noon = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly ServiceProbe Refused = new("nothing listens at tcp://scope:5556");

    [Fact]
    public void NothingHeard_SaysWhatIsFoundThere()
    {
        Assert.Equal("connecting to tcp://scope:5556", ViewWords.Of(Facts));
        Assert.Equal(Refused.Words, ViewWords.Of(Facts with { Probe = Refused }));
        var speaks = Facts with { Probe = new ServiceProbe("") };
        Assert.Equal("waiting for the status of the service at tcp://scope:5556", ViewWords.Of(speaks));
        Assert.Contains("has published no status", ViewWords.Of(speaks with { IsStatusOverdue = true }), StringComparison.Ordinal);
    }

    [Fact]
    public void ServiceIsGone_SaysSinceWhen() =>
        Assert.Equal(
            "nothing is heard of the service since 2026-11-29 12:00:00 UTC: nothing listens at tcp://scope:5556",
            ViewWords.Of(Facts with { LostSince = Noon, Probe = Refused, Series = "run 1", HasFrames = true })
        );

    [Fact]
    public void NoSeries_SaysWhetherAnythingHasCome()
    {
        Assert.Equal("the service runs and waits for volumes: none have come to it yet", ViewWords.Of(Heard));
        var foreign = ServiceStatus.None with
        {
            Ingest = new Dictionary<string, long> { ["messages"] = 7, ["foreign"] = 7 },
        };
        Assert.Contains("7 messages have come to it, none", ViewWords.Of(Heard with { Counts = foreign }), StringComparison.Ordinal);
    }

    [Fact]
    public void NoSnapshot_NamesTheControlSocket() =>
        Assert.Contains(
            "nothing listens at tcp://scope:5556 (Publish:ControlEndpoint)",
            ViewWords.Of(Heard with { SilentControl = "tcp://scope:5557", Probe = Refused }),
            StringComparison.Ordinal
        );

    [Fact]
    public void Series_SaysWhatIsMissing()
    {
        var begun = Heard with { Series = "run 1" };
        Assert.Equal("series run 1 has begun; waiting for its first tracked volume", ViewWords.Of(begun));
        var runs = begun with { HasFrames = true };
        Assert.Equal("", ViewWords.Of(runs));
        Assert.Contains("Publish:PreviewsPerSecond is 0", ViewWords.Of(runs with { HasPreviews = false }), StringComparison.Ordinal);
        var blind = runs with { SilentPreviews = "tcp://scope:5558" };
        Assert.Contains("tcp://scope:5558 does not answer", ViewWords.Of(blind), StringComparison.Ordinal);
        Assert.Contains("while the service is busy", ViewWords.Of(blind with { Probe = new ServiceProbe("") }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("end", 300, 300, "series run 1 ended at 2026-11-29 12:00:00 UTC, as its sender said; all 300 volumes were tracked")]
    [InlineData(
        "disconnected",
        299,
        300,
        "series run 1 ended at 2026-11-29 12:00:00 UTC, when its sender went away, perhaps too early; "
            + "299 of 300 volumes were tracked (1 dropped as overflow)"
    )]
    [InlineData("end", 1, 1, "series run 1 ended at 2026-11-29 12:00:00 UTC, as its sender said; its one volume was tracked")]
    public void SeriesIsOver_SaysWhenWhyAndHowMuchOfIt(string reason, int tracked, int expected, string words)
    {
        var ledger = new Dictionary<string, long>
        {
            ["processed"] = tracked,
            ["missing"] = 0,
            ["dropped:overflow"] = expected - tracked,
        };
        var end = new SeriesEnd(new SeriesSummary("run 1", reason, ledger, expected), Noon.ToUnixTimeSeconds() * 1_000_000_000);
        var over = Heard with { Series = "run 1", HasFrames = true, IsOver = true, End = end };
        Assert.Equal(words, ViewWords.Of(over));
        Assert.Equal($"{words}; {Refused.Words}", ViewWords.Of(over with { Counts = null, Probe = Refused }));
        Assert.Contains("does not tell", ViewWords.Of(over with { End = null }), StringComparison.Ordinal);
    }
}
