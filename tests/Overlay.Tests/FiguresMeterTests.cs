using Cellect.Data.Status;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Overlay.Tests;

public class FiguresMeterTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Read_Ledger_TellsDroppedFromMissingAndCountsWhatIsOnItsWayAsNeither()
    {
        var ledger = new Dictionary<string, long>
        {
            ["processed"] = 90,
            ["in-flight"] = 2,
            ["dropped:full"] = 3,
            ["dropped:shape"] = 1,
            ["missing"] = 2,
            ["awaited"] = 1,
            ["late"] = 1,
            ["malformed"] = 1,
        };

        var figures = new FiguresMeter(_time).Read(Counts(100, ledger));

        Assert.Equal((4L, 5L), (figures.Dropped, figures.Missing));
    }

    [Fact]
    public void Read_MessagesOfNoUse_AreNamedByWhatBecameOfThem()
    {
        var ingest = new Dictionary<string, long>
        {
            ["messages"] = 20,
            ["useful"] = 12,
            ["refused"] = 3,
            ["foreign"] = 0,
            ["after-end"] = 1,
            ["late"] = 2,
            ["doubled"] = 2,
            ["lost"] = 7,
        };
        var meter = new FiguresMeter(_time);

        var figures = meter.Read(Counts(12, []) with { Ingest = ingest });

        Assert.Equal("3 refused, 1 after-end, 2 late, 2 doubled", figures.Unused);
        Assert.Equal("", meter.Read(Counts(12, [])).Unused);
        Assert.Equal(figures.Unused, StatusText.Of(null, StreamStatus.Waiting, _time, 0, figures).Unused);
    }

    [Fact]
    public void Read_SteadyStream_HasItsRate()
    {
        var meter = new FiguresMeter(_time);
        ServiceFigures figures = ServiceFigures.None;
        for (var volumes = 0; volumes <= 60; volumes++, _time.Advance(TimeSpan.FromSeconds(0.5)))
            figures = meter.Read(Counts(volumes, []));

        Assert.Equal(2, figures.VolumesInPerSecond!.Value, tolerance: 0.05);
    }

    [Fact]
    public void Read_StreamThatStops_FallsToZero()
    {
        var meter = new FiguresMeter(_time);
        for (var volumes = 0; volumes <= 20; volumes++, _time.Advance(TimeSpan.FromSeconds(0.5)))
            meter.Read(Counts(volumes, []));
        ServiceFigures figures = ServiceFigures.None;
        for (var i = 0; i < 30; i++, _time.Advance(TimeSpan.FromSeconds(0.5)))
            figures = meter.Read(Counts(20, []));

        Assert.Equal(0, figures.VolumesInPerSecond);
    }

    private static ServiceStatus Counts(long volumes, Dictionary<string, long> ledger) =>
        new(volumes, volumes, ledger, []) { Device = "cpu" };
}
