using Cellect.Data.Recordings;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Live.Record;
using Cellect.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cellect.Live.Tests.Record;

/// <summary>Volumes are kept as they came, without anybody waiting for the disk; what cannot be kept is told.</summary>
public class VolumeRecorderTests
{
    private static readonly VolumeShape Shape = new(2, 16, 16);

    [Fact]
    public async Task All_EveryVolumeOfEveryChannelIsKept_EachSeriesInItsFolder()
    {
        using var folder = new TemporaryFolder();
        using var pool = new DiagnosticVolumePool();
        var folders = new SeriesFolders(folder.Path, new Continuation(null));
        await using (var recorder = Create(folder.Path, VolumeMode.All, folders))
        {
            for (var run = 0; run < 2; run++)
            for (var t = 0; t < 5; t++)
            for (var c = 0; c < 2; c++)
                See(recorder, pool, Header(t, c, run));
            await recorder.WrittenAsync(TestContext.Current.CancellationToken);
            Assert.Equal((20, 0), (recorder.Storage.Stored, recorder.Storage.Lost));
            Assert.Empty(recorder.Alerts);
        }

        for (var run = 0; run < 2; run++)
        {
            var recorded = new RecordedVolumes(FolderOf(folders, run));
            Assert.Equal(10, recorded.Rows.Count);
            foreach (var row in recorded.Rows)
                Assert.Equal(TestVolumes.Pixels(Shape, VoxelType.UInt16, Seed(row.Header with { Run = run })), Voxels(recorded, row));
        }

        Assert.NotEqual(FolderOf(folders, 0), FolderOf(folders, 1));
    }

    [Fact]
    public async Task MoreThanMayWait_IsGivenUpAndTold_AndNotedInTheTable()
    {
        using var folder = new TemporaryFolder();
        using var pool = new DiagnosticVolumePool();
        var large = new VolumeShape(4, 256, 256);
        var folders = new SeriesFolders(folder.Path, new Continuation(null));
        long lost;
        await using (var recorder = Create(folder.Path, VolumeMode.All, folders, queueMegabytes: 1))
        {
            // 512 KB each: the thread that writes cannot keep up with one that only counts.
            var t = 0;
            while (recorder.Storage.Lost == 0 && t < 10_000)
                See(recorder, pool, Header(t++, 0, 0) with { Shape = large });
            See(recorder, pool, Header(t, 0, 0) with { Shape = large });
            await recorder.WrittenAsync(TestContext.Current.CancellationToken);
            lost = recorder.Storage.Lost;
            Assert.True(lost > 0, $"{t} volumes were taken without loss");
            Assert.Contains("Record:VolumeQueueMegabytes", string.Join('\n', recorder.Alerts), StringComparison.Ordinal);
        }

        Assert.Equal(lost, new RecordedVolumes(FolderOf(folders, 0)).Rows.Count(row => !row.Stored));
    }

    [Fact]
    public async Task Ring_OnlyWhatIsAroundADivisionOrAFiringIsKept()
    {
        using var folder = new TemporaryFolder();
        using var pool = new DiagnosticVolumePool();
        var folders = new SeriesFolders(folder.Path, new Continuation(null));
        await using (var recorder = Create(folder.Path, VolumeMode.Ring, folders, before: 2, after: 1))
        {
            for (var t = 0; t < 40; t++)
            {
                See(recorder, pool, Header(t, 0, 0));
                See(recorder, pool, Header(t, 1, 0));
                await TrackAsync(recorder, pool, t, divides: t == 10);
                if (t == 30)
                    recorder.Tell(
                        new TriggerNews
                        {
                            Event = "fired",
                            Mode = TriggerMode.Observe,
                            T = 30,
                        }
                    );
            }

            await recorder.WrittenAsync(TestContext.Current.CancellationToken);
        }

        var kept = new RecordedVolumes(FolderOf(folders, 0)).Rows.Select(row => (row.Header.T, row.Header.C)).Order();
        int[] times = [8, 9, 10, 11, 28, 29, 30, 31];
        Assert.Equal(times.SelectMany(t => new[] { (t, 0), (t, 1) }), kept);
    }

    [Fact]
    public async Task Ring_TooFewBytesForItsTimePoints_IsTold()
    {
        using var folder = new TemporaryFolder();
        using var pool = new DiagnosticVolumePool();
        var large = new VolumeShape(4, 256, 256);
        await using var recorder = Create(
            folder.Path,
            VolumeMode.Ring,
            new SeriesFolders(folder.Path, new Continuation(null)),
            before: 8,
            ringMegabytes: 1
        );
        for (var t = 0; t < 12; t++)
            See(recorder, pool, Header(t, 0, 0) with { Shape = large });
        await TrackAsync(recorder, pool, 11, divides: true);
        await recorder.WrittenAsync(TestContext.Current.CancellationToken);
        Assert.Contains("raise Record:RingMegabytes", string.Join('\n', recorder.Alerts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FolderThatCannotBeWritten_IsTold_AndNothingWaits()
    {
        using var folder = new TemporaryFolder();
        using var pool = new DiagnosticVolumePool();
        var blocked = folder["blocked"];
        await File.WriteAllTextAsync(blocked, "a file where the folder should be", TestContext.Current.CancellationToken);
        await using var recorder = Create(folder.Path, VolumeMode.All, new SeriesFolders(blocked, new Continuation(null)));
        for (var t = 0; t < 3; t++)
            See(recorder, pool, Header(t, 0, 0));
        await recorder.WrittenAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, 3), (recorder.Storage.Stored, recorder.Storage.Lost));
        Assert.Contains("3 volumes of the series are not recorded", string.Join('\n', recorder.Alerts), StringComparison.Ordinal);
    }

    private static VolumeRecorder Create(
        string directory,
        VolumeMode mode,
        SeriesFolders folders,
        int queueMegabytes = 512,
        int before = 10,
        int after = 5,
        int ringMegabytes = 1024
    ) =>
        new(
            new RecordOptions
            {
                Directory = directory,
                Volumes = mode,
                VolumeQueueMegabytes = queueMegabytes,
                RingBefore = before,
                RingAfter = after,
                RingMegabytes = ringMegabytes,
                MinimumFreeMegabytes = 0,
            },
            folders,
            TimeProvider.System,
            NullLogger<VolumeRecorder>.Instance
        );

    private static VolumeHeader Header(int t, int c, int run) => TestVolumes.Header("run", t, Shape) with { C = c, Run = run };

    private static int Seed(VolumeHeader header) => 100 * header.Run + 10 * header.T + header.C;

    private static void See(VolumeRecorder recorder, VolumePool pool, VolumeHeader header)
    {
        using var volume = TestVolumes.Volume(pool, header, Seed(header));
        recorder.See(volume);
    }

    private static async Task TrackAsync(VolumeRecorder recorder, VolumePool pool, int t, bool divides)
    {
        var header = Header(t, 0, 0);
        using var volume = pool.Rent(header);
        var frame = new TrackedFrame
        {
            Header = header,
            TimeStep = 1,
            Stamps = default,
            Cells = [],
            Divisions = divides ? [new Division(1, 2, 3, 0, 0, 0, 1)] : [],
        };
        await recorder.WriteAsync(frame, volume, TestContext.Current.CancellationToken);
    }

    private static byte[] Voxels(RecordedVolumes recorded, VolumeRow row)
    {
        var voxels = new byte[row.Header.ByteCount];
        recorded.Read(row, voxels);
        return voxels;
    }

    private static string FolderOf(SeriesFolders folders, int run) => folders.Of(FakeSeries.Header("run") with { Run = run });
}
