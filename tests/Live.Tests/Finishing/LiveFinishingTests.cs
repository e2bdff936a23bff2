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
        Assert.Contains("'ada' (track 1) is lost: last seen in time point 19", Assert.Single(finishing.Alerts), StringComparison.Ordinal);
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
            _ => Path.Combine(_folder.Path, "gone"),
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
        var window = new FinishingWindow(new LiveFinishOptions { EveryVolumes = 5 }, Shape, new VoxelSize(1, 1, 1), mostCells: 64 * 5);
        Assert.Empty(Enumerable.Range(0, Frames).SelectMany(t => window.Add(Frame(t))));
    }

    private LiveFinishing Open(Action<TrackMerge> tell) =>
        new(new LiveFinishOptions { EveryVolumes = 5 }, _ => _folder.Path, tell, NullLogger.Instance);

    private async Task Run(LiveFinishing finishing, int first, int end)
    {
        using var volume = _pool.Rent(TestVolumes.Header("s", first, new VolumeShape(1, 2, 2)));
        await finishing.BeginSeriesAsync(Frame(first).Header, CancellationToken.None);
        for (var t = first; t < end; t++)
            await finishing.WriteAsync(Frame(t), volume, CancellationToken.None);
    }

    private static TrackedFrame Frame(int t) =>
        new()
        {
            Header = TestVolumes.Header("s", t, Shape) with { VoxelMicrometres = new VoxelSize(1, 1, 1) },
            TimeStep = 1,
            Stamps = default,
            Cells = [.. Enumerable.Range(1, 64).Where(i => i != 1 || t is < Lost or >= Back).Select(i => Cell(i, t))],
            Divisions = [],
        };

    // Cells tremble, each in its own way, and drift together.
    private static TrackedCell Cell(int i, int t)
    {
        var random = new Random(1000 * i + t);
        var (z, y, x) = (20 + (i - 1) / 16 * 10, 30 + (i - 1) / 4 % 4 * 10, 30 + (i - 1) % 4 * 10);
        return new TrackedCell(i == 1 && t >= Back ? 100 : i, -1, z + 0.3f * t + Step(), y + Step(), x + 0.5f * t + Step(), 3, 0.95f, 0);

        float Step() => (float)((random.NextDouble() - 0.5) * 0.4);
    }
}
