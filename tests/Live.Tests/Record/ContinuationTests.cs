using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Live.Record;
using Cellect.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cellect.Live.Tests.Record;

/// <summary>A recording that was cut short, and the series that goes on with it.</summary>
public class ContinuationTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public async Task Record_GoesOnAfterACrash_IsOneRecordingOfTwoParts()
    {
        using var folder = new TemporaryFolder();
        var frames = FakeSeries.Frames(5, 60).ToList();
        await CrashAsync(folder.Path, frames[..25]);

        var interrupted = Newest(folder.Path);
        Assert.NotNull(interrupted);
        Assert.Equal(frames[24].Header.T, interrupted.LastT);
        Assert.Equal(frames[..25].SelectMany(f => f.Cells).Max(c => c.Track), interrupted.LastTrack);
        Assert.Equal([24], Assert.Single(interrupted.Populations).State!);
        interrupted.TracksCarried = 11;
        var continuation = new Continuation(interrupted);
        await using (var recorder = Create(folder.Path, continuation))
        {
            await RecorderHarness.BeginAsync(recorder, frames[26].Header);
            Assert.Equal(folder.Path, recorder.Folder);
            foreach (var frame in frames[26..])
                await RecorderHarness.WriteAsync(recorder, frame);
            await RecorderHarness.EndAsync(recorder, frames);
        }

        RecorderHarness.AssertHolds(folder.Path, [.. frames[..25], .. frames[26..]]);
        Assert.Equal(frames[^1].Header.T + 1, CtcValidator.Check(folder["01_RES"]).Count);
        var session = RecorderHarness.Session(folder.Path);
        Assert.True((bool)session["complete"]!);
        Assert.Equal(59, (int)session["frames"]!);
        Assert.Equal(frames[0].Header.T, (int)session["first_t"]!);
        var parts = session["parts"]!.AsArray();
        Assert.Equal(2, parts.Count);
        Assert.Equal((frames[24].Header.T, frames[26].Header.T), ((int)parts[0]!["last_t"]!, (int)parts[1]!["first_t"]!));
        Assert.Equal(11, (int)parts[1]!["tracks_carried"]!);
        Assert.False(File.Exists(folder["state-0.bin"]) || File.Exists(folder["state-1.bin"]));
        Assert.Null(Newest(folder.Path));
    }

    [Fact]
    public async Task Record_CrashesTwice_GoesOnTwice()
    {
        using var folder = new TemporaryFolder();
        var frames = FakeSeries.Frames(8, 30).ToList();
        await CrashAsync(folder.Path, frames[..10]);
        await CrashAsync(folder.Path, frames[10..20], new Continuation(Newest(folder.Path)));
        var interrupted = Newest(folder.Path);
        Assert.Equal(frames[19].Header.T, interrupted!.LastT);
        await CrashAsync(folder.Path, frames[20..], new Continuation(interrupted));
        RecorderHarness.AssertHolds(folder.Path, frames);
        Assert.Equal(3, RecorderHarness.Session(folder.Path)["parts"]!.AsArray().Count);
        Assert.Single(RecordingFolder.Recordings(folder.Path));
    }

    [Fact]
    public async Task Record_AnotherSeriesAfterACrash_GetsAFolderOfItsOwn()
    {
        using var folder = new TemporaryFolder();
        var frames = FakeSeries.Frames(5, 10).ToList();
        await CrashAsync(folder.Path, frames);
        await using var recorder = Create(folder.Path, new Continuation(Newest(folder.Path)));
        await RecorderHarness.BeginAsync(recorder, frames[0].Header with { Run = 1 });
        Assert.NotEqual(folder.Path, recorder.Folder);
        RecorderHarness.AssertHolds(folder.Path, frames);
    }

    [Fact]
    public async Task Difference_OfAnotherSeries_SaysWhy()
    {
        using var folder = new TemporaryFolder();
        var frames = FakeSeries.Frames(5, 10).ToList();
        await CrashAsync(folder.Path, frames);
        var interrupted = Newest(folder.Path)!;
        var next = frames[^1].Header with { T = frames[^1].Header.T + 1 };
        Assert.Null(interrupted.Difference(next));
        Assert.Contains("name", interrupted.Difference(next with { Series = "run 2" })!, StringComparison.Ordinal);
        Assert.Contains("time point", interrupted.Difference(frames[^1].Header)!, StringComparison.Ordinal);
        Assert.Contains("5", interrupted.Difference(next with { Shape = new VolumeShape(5, 24, 29) })!, StringComparison.Ordinal);
        Assert.Contains("µm", interrupted.Difference(next with { VoxelMicrometres = new VoxelSize(2, 1, 1) })!, StringComparison.Ordinal);
        Assert.Null(interrupted.Difference(next with { C = 1, Shape = new VolumeShape(1, 8, 8) }));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 7)]
    [InlineData(0.2, 1)]
    [InlineData(61, null)]
    [InlineData(-1, null)]
    public async Task NextT_OfASenderThatDoesNotCount_FollowsTheClock(double secondsLater, int? timePointsLater)
    {
        using var folder = new TemporaryFolder();
        await CrashAsync(folder.Path, [.. FakeSeries.Frames(5, 30, lost: 0)]);
        var interrupted = Newest(folder.Path)!;
        var now = interrupted.Frames[^1].Stamps.ReceivedNs + (long)(secondsLater * Second);
        Assert.Equal(timePointsLater, interrupted.NextT(now) - interrupted.LastT);
    }

    [Fact]
    public async Task Newest_RecordedByAnotherModel_HasNoState()
    {
        using var folder = new TemporaryFolder();
        await CrashAsync(folder.Path, [.. FakeSeries.Frames(5, 3)]);
        Assert.Null(Assert.Single(InterruptedRecording.Newest(folder.Path, "another")!.Populations).State);
    }

    private static InterruptedRecording? Newest(string folder) =>
        RecordingRecovery.Newest(folder, RecorderHarness.Info, [0], TimeProvider.System, NullLogger<Recorder>.Instance);

    private static Recorder Create(string folder, Continuation? continuation) =>
        new(
            new RecordOptions { Directory = folder, MinimumFreeMegabytes = 0 },
            TimeProvider.System,
            RecorderHarness.Info,
            () => new Dictionary<string, long>(),
            NullLogger<Recorder>.Instance
        )
        {
            Folders = new SeriesFolders(folder, continuation ?? new Continuation(null)),
            Continuation = continuation,
            KeepsState = true,
        };

    /// <summary>Records frames and stops without an end. The state of a frame is its number among them.</summary>
    private static async Task CrashAsync(string folder, List<Cellect.Data.Tracks.TrackedFrame> frames, Continuation? continuation = null)
    {
        await using var recorder = Create(folder, continuation);
        await RecorderHarness.BeginAsync(recorder, frames[0].Header);
        for (var i = 0; i < frames.Count; i++)
        {
            byte[] state = [(byte)i];
            await RecorderHarness.WriteAsync(recorder, frames[i] with { State = () => state });
        }
    }
}
