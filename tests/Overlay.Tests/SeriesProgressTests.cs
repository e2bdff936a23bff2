using Cellect.Data.Tracks;
using Cellect.Overlay.Snapshots;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Overlay.Tests;

public class SeriesProgressTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SyntheticSeries _series = SyntheticSeries.Create();

    [Fact]
    public void Add_SeveralFrames_CountsTracksAndDivisionsOnce()
    {
        var progress = Fed(12, TimeSpan.FromSeconds(1));

        var frames = _series.Frames(11);
        Assert.Equal(frames.Sum(frame => frame.Divisions.Count), progress.Divisions);
        Assert.Equal(frames[0].Cells.Count + 2 * progress.Divisions, progress.Tracks);
        Assert.True(progress.Divisions > 0);
    }

    [Fact]
    public void Status_SteadyStream_HasItsRateAndInterval()
    {
        var status = Fed(30, TimeSpan.FromSeconds(0.25)).Status();

        Assert.Equal(4, status.VolumesPerSecond, tolerance: 1e-6);
        Assert.Equal(TimeSpan.FromSeconds(0.25), status.Interval);
    }

    [Fact]
    public void Status_GapInTime_CountsTheLostVolumes()
    {
        var progress = new SeriesProgress("s", _time);
        progress.Add(_series.Frame(0));
        progress.Add(_series.Frame(4) with { TimeStep = 4 });

        Assert.Equal(3, progress.Status().Lost);
    }

    [Fact]
    public void Status_AfterTheEnd_TakesTheLedgersWord()
    {
        var ledger = new Dictionary<string, long>
        {
            ["processed"] = 7,
            ["missing"] = 2,
            ["dropped:full"] = 1,
        };

        var status = Fed(7, TimeSpan.FromSeconds(1)).Status(new SeriesSummary("s", "end", ledger, 10));

        Assert.Equal((true, 3L), (status.Ended, status.Lost));
    }

    private SeriesProgress Fed(int frames, TimeSpan interval)
    {
        var progress = new SeriesProgress("s", _time);
        for (var t = 0; t < frames; t++)
        {
            progress.Add(_series.Frame(t));
            _time.Advance(interval);
        }

        return progress;
    }
}
