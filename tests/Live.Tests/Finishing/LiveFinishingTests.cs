using Cellect.Data.Edits;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Live.Finishing;
using Cellect.Live.Tests.Publish;
using Cellect.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cellect.Live.Tests.Finishing;

/// <summary>A block of cells that drifts; track 1 is lost in time points 20 to 29 and comes back as track 100.</summary>
public sealed class LiveFinishingTests : IDisposable
{
    private const int Lost = 20,
        Back = 30,
        Frames = 60;

    private static readonly VolumeShape Shape = new(100, 200, 200);
    private readonly TemporaryFolder _folder = new();
    private readonly DiagnosticVolumePool _pool = new();

    public void Dispose()
    {
        _pool.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Write_ACellComesBackUnderAnotherId_IsToldOnceOverTheSocketAndInTheTable()
    {
        await using var harness = new PublisherHarness();
        harness.WaitForSubscription();
        await using (var finishing = Open(harness.Publisher.Tell))
            await Run(finishing, 0, Frames);
        var message = harness.Receive("merge");
        Assert.Equal(
            (Back, 100, 1),
            (Convert.ToInt32(message["begins_t"]), Convert.ToInt32(message["from"]), Convert.ToInt32(message["into"]))
        );
        Assert.InRange((double)message["probability"], 0.9, 1);
        var kept = Assert.Single(MergeTable.Read(_folder.Path));
        Assert.Equal((Back, 100, 1), (kept.T, kept.From, kept.Into));
    }

    [Fact]
    public async Task Begin_TheRecordingGoesOn_WhatWasToldIsNotToldAgain()
    {
        var told = new List<TrackMerge>();
        await using (var before = Open(told.Add))
            await Run(before, 0, Frames);
        Assert.Single(told);
        // The crash tore a row off.
        File.AppendAllText(Path.Combine(_folder.Path, MergeTable.FileName), "60,9");
        var after = Open(told.Add);
        await Run(after, 15, Frames);
        await after.DisposeAsync();
        Assert.Equal(100, Assert.Single(after.Newest).From);
        Assert.Single(told);
        Assert.Single(MergeTable.Read(_folder.Path));
    }

    [Fact]
    public async Task Alerts_ANamedCellIsLost_SaySoUntilItIsFoundAgain()
    {
        using (var log = new EditLog(_folder.Path, TimeProvider.System))
            log.Append(
                new TrackEdit
                {
                    Edit = EditKind.Name,
                    Cell = new CellKey(3, 1),
                    Text = "ada",
                }
            );
        var finishing = Open(_ => { });
        await Run(finishing, 0, Back);
        await finishing.DisposeAsync();
        Assert.Contains("'ada' (track 1, last seen in time point 19) is lost", Assert.Single(finishing.Alerts), StringComparison.Ordinal);
        var all = Open(_ => { });
        await Run(all, 0, Frames);
        await all.DisposeAsync();
        Assert.Empty(all.Alerts);
    }

    [Fact]
    public async Task Write_TheFolderIsGone_IsAnAlertAndTheSeriesGoesOn()
    {
        var finishing = new LiveFinishing(
            new LiveFinishOptions { EveryVolumes = 5 },
            1,
            _ => Path.Combine(_folder.Path, "gone"),
            _ => [],
            _ => { },
            NullLogger.Instance
        );
        await Run(finishing, 0, Frames);
        await finishing.DisposeAsync();
        Assert.Contains("not told any more", Assert.Single(finishing.Alerts), StringComparison.Ordinal);
    }

    [Fact]
    public void Window_MoreCellsThanAreKept_ForgetsTheOldest()
    {
        // So few frames are kept that the one in which track 1 was lost is gone when it comes back.
        var window = new FinishingWindow(new LiveFinishOptions { EveryVolumes = 5 }, Shape, new VoxelSize(1, 1, 1), 64 * 5, []);
        Assert.Empty(Enumerable.Range(0, Frames).SelectMany(t => window.Add(Frame(t))));
    }

    [Fact]
    public async Task Write_OfTwoPopulations_TheirTracksAreNoContinuationsOfEachOther()
    {
        var told = new List<TrackMerge>();
        var finishing = Open(told.Add, populations: 2);
        // The second lies where the first lies, and loses its cell when the first finds it again: under an id that is free in both.
        await Run(finishing, 0, Frames, t => Frame(t), t => Frame(t, channel: 3, ids: 200, lost: Back, back: Back + 10));
        await finishing.DisposeAsync();
        Assert.Equal([(100, 1, 0), (300, 201, 3)], told.Select(merge => (merge.From, merge.Into, merge.Population)).Order());
        Assert.Equal(
            told.Select(merge => (merge.From, merge.Population)),
            MergeTable.Read(_folder.Path).Select(m => (m.From, m.Population))
        );
    }

    [Fact]
    public async Task End_VolumesAreLeftThatWereNotLookedAt_AreLookedAtOnceMore()
    {
        var told = new List<TrackMerge>();
        var finishing = Open(told.Add, every: 45);
        await Run(finishing, 0, 44);
        Assert.Empty(told);
        await finishing.EndSeriesAsync(new SeriesSummary("s", "end", new Dictionary<string, long>(), 44), CancellationToken.None);
        await finishing.DisposeAsync();
        Assert.Equal(100, Assert.Single(told).From);
    }

    [Fact]
    public async Task Begin_TheServiceWasGoneWhileACellWasLost_WhatItHadRecordedIsGoneOnWith()
    {
        var told = new List<TrackMerge>();
        var finishing = Open(told.Add, before: Enumerable.Range(0, Lost + 5).Select(t => Frame(t)));
        await Run(finishing, Lost + 5, Frames);
        await finishing.DisposeAsync();
        Assert.Equal((100, 1), told.Select(merge => (merge.From, merge.Into)).Single());
    }

    [Fact]
    public async Task Alerts_NoMergesAreAskedFor_ANamedCellIsWatchedAllTheSame()
    {
        using (var log = new EditLog(_folder.Path, TimeProvider.System))
            log.Append(
                new TrackEdit
                {
                    Edit = EditKind.Name,
                    Cell = new CellKey(3, 1),
                    Text = "ada",
                }
            );
        var told = new List<TrackMerge>();
        var finishing = Open(told.Add, every: 0);
        await Run(finishing, 0, Frames);
        await finishing.DisposeAsync();
        Assert.Contains("'ada' (track 1, last seen", Assert.Single(finishing.Alerts), StringComparison.Ordinal);
        Assert.Empty(told);
    }

    [Fact]
    public void Lost_ADivisionIsWithdrawn_TheCellIsWatchedAsTheDaughterInWhichItGoesOn()
    {
        var named = new NamedCells();
        named.Take([
            new TrackEdit
            {
                N = 1,
                Edit = EditKind.Name,
                Cell = new CellKey(1, 5),
                Text = "ada",
            },
        ]);
        var division = new Division(5, 70, 71, 0, 0, 0, 0.6f) { State = DivisionState.Likely };
        named.See(Frame(1));
        named.See(Frame(2) with { Cells = [new TrackedCell(70, 5, 0, 0, 0, 2, 1, 0.6f)], Divisions = [division] });
        Assert.Empty(named.Lost(40, new Dictionary<int, int>()));
        var outcome = new DivisionOutcome(2, division with { State = DivisionState.Withdrawn }, 70);
        named.See(Frame(3) with { Cells = [new TrackedCell(70, 5, 0, 0, 0, 2, 1, 0)], Outcomes = [outcome] });
        Assert.Empty(named.Lost(3, new Dictionary<int, int>()));
        Assert.Contains(
            "(track 5, now 70, last seen in time point 3)",
            named.Lost(40, new Dictionary<int, int>()),
            StringComparison.Ordinal
        );
    }

    private LiveFinishing Open(Action<TrackMerge> tell, int every = 5, int populations = 1, IEnumerable<TrackedFrame>? before = null) =>
        new(new LiveFinishOptions { EveryVolumes = every }, populations, _ => _folder.Path, _ => before ?? [], tell, NullLogger.Instance);

    private Task Run(LiveFinishing finishing, int first, int end) => Run(finishing, first, end, t => Frame(t));

    private async Task Run(LiveFinishing finishing, int first, int end, params Func<int, TrackedFrame>[] populations)
    {
        using var volume = _pool.Rent(TestVolumes.Header("s", first, new VolumeShape(1, 2, 2)));
        await finishing.BeginSeriesAsync(Frame(first).Header, CancellationToken.None);
        for (var t = first; t < end; t++)
            foreach (var frameOf in populations)
                await finishing.WriteAsync(frameOf(t), volume, CancellationToken.None);
    }

    private static TrackedFrame Frame(int t) => Frame(t, 0, 0, Lost, Back);

    private static TrackedFrame Frame(int t, int channel, int ids, int lost, int back) =>
        new()
        {
            Header = TestVolumes.Header("s", t, Shape) with { C = channel, VoxelMicrometres = new VoxelSize(1, 1, 1) },
            TimeStep = 1,
            Stamps = default,
            Cells = [.. Enumerable.Range(1, 64).Where(i => i != 1 || t < lost || t >= back).Select(i => Cell(i, t, ids, back))],
            Divisions = [],
        };

    // Cells tremble, each in its own way, and drift together.
    private static TrackedCell Cell(int i, int t, int ids, int back)
    {
        var random = new Random(1000 * i + t);
        var (z, y, x) = (20 + (i - 1) / 16 * 10, 30 + (i - 1) / 4 % 4 * 10, 30 + (i - 1) % 4 * 10);
        var track = ids + (i == 1 && t >= back ? 100 : i);
        return new TrackedCell(track, -1, z + 0.3f * t + Step(), y + Step(), x + 0.5f * t + Step(), 3, 0.95f, 0);

        float Step() => (float)((random.NextDouble() - 0.5) * 0.4);
    }
}
