using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;
using Cellect.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cellect.Overlay.Tests;

public sealed class PopulationTests
{
    private static readonly IReadOnlyList<Population> Two = [new(0, "neutrophils", "#56b4e9"), new(2, "bacteria", "#00b586")];

    [Fact]
    public void Colours_OfTwoPopulations_AreTheirOwnUnlessSomethingElseIsChosen()
    {
        var snapshot = Snapshot();
        Assert.Equal([0, 0, 2], snapshot.Cells.Select(cell => cell.Population));
        var colours = new CellColours(snapshot, chosen: null);
        Assert.Equal(Palette.FromHex("#56b4e9"), colours.Of(1, 1));
        Assert.Equal(Palette.FromHex("#00b586"), colours.Of(9, 9));
        Assert.Equal(Palette.OfTrack(9), new CellColours(snapshot, ColourBy.Track).Of(9, 9));
        Assert.Contains(("kind", "bacteria"), TrackFacts.Of(9, snapshot, new SeriesHistory()).Lines);
    }

    [Fact]
    public async Task Sink_TwoPopulations_OnePictureATimePoint_AndGivesEveryVolumeBack()
    {
        using var folder = new TemporaryFolder();
        var cancel = TestContext.Current.CancellationToken;
        var options = new OverlayOptions
        {
            Mode = OverlayMode.Offscreen,
            WidthPixels = 320,
            HeightPixels = 240,
            PictureFolder = folder.Path,
        };
        var pool = new VolumePool();
        var sink = new OverlaySink(options, TimeProvider.System, NullLogger.Instance, populations: Two);
        await sink.BeginSeriesAsync(Frame(0, 0).Header, cancel);
        for (var t = 0; t < 4; t++)
            foreach (var population in Two)
            {
                // The second population's last volume is lost.
                if (t == 3 && population.Channel == 2)
                    continue;
                var frame = Frame(t, population.Channel, population.Channel == 0 ? [1, 2] : [9]);
                using var volume = pool.Rent(frame.Header);
                volume.Bytes.Clear();
                await sink.WriteAsync(frame, volume, cancel);
            }

        await sink.EndSeriesAsync(new SeriesSummary("s", "end", new Dictionary<string, long> { ["processed"] = 7 }, 8), cancel);
        await sink.DisposeAsync();
        Assert.True(sink.Closed.IsCompletedSuccessfully);
        Assert.Equal(0, pool.LentBytes);
    }

    private static OverlaySnapshot Snapshot()
    {
        var frames = new JoinedFrames(2);
        Assert.Empty(frames.Add(Frame(0, 0, 1, 2)));
        var whole = Assert.Single(frames.Add(Frame(0, 2, 9)));
        using var draft = new SnapshotDraft([whole], null, 3, 0) { Populations = Two };
        return new SnapshotBuilder(new OverlayOptions()).Build(draft);
    }

    private static TrackedFrame Frame(int t, int population, params int[] tracks) =>
        FakeSeries.Frame(FakeSeries.Header(t: t) with { C = population }, [.. tracks.Select(track => FakeSeries.Cell(track))]);
}
