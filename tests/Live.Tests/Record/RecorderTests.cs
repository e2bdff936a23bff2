using Cellect.Data.Tracks;
using Cellect.Testing;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Live.Tests.Record;

public class RecorderTests
{
    [Fact]
    [Trait("Speed", "Slow")]
    public Task Record_AnySeries_GivesValidCtcAndTheSameTracks() =>
        Gen.Int[0, int.MaxValue]
            .SampleAsync(
                async seed =>
                {
                    using var folder = new TemporaryFolder();
                    TrackedFrame[] frames = [.. FakeSeries.Frames(seed, frames: 12, withMap: seed % 2 == 0)];
                    await RecorderHarness.RecordAsync(folder.Path, frames);
                    RecorderHarness.AssertHolds(folder.Path, frames);
                    var masks = CtcValidator.Check(folder["01_RES"]);
                    Assert.Equal(frames[^1].Header.T + 1, masks.Count);
                    foreach (var frame in frames)
                        Assert.Equal(frame.Cells.Count, masks[frame.Header.T].Count);
                },
                iter: 40
            );

    [Fact]
    [Trait("Speed", "Slow")]
    public Task Recover_TablesCutAnywhere_KeepsEveryWholeFrame() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Double[0, 1], Gen.Double[0, 1])
            .SampleAsync(
                async cut =>
                {
                    using var folder = new TemporaryFolder();
                    TrackedFrame[] frames = [.. FakeSeries.Frames(cut.Item1, frames: 8)];
                    await RecorderHarness.RecordAsync(folder.Path, frames);
                    var marked = RecorderHarness.Session(folder.Path);
                    marked["complete"] = false;
                    File.WriteAllText(folder["session.json"], marked.ToJsonString());
                    var trackBytes = Cut(folder["tracks.csv"], cut.Item2);
                    Cut(folder["frames.csv"], cut.Item3);
                    var whole = Whole(folder.Path, frames, trackBytes);

                    await using var next = RecorderHarness.Create(folder.Path);

                    RecorderHarness.AssertHolds(folder.Path, frames[..whole]);
                    CtcValidator.Check(folder["01_RES"]);
                    Assert.True((bool)RecorderHarness.Session(folder.Path)["recovered"]!);
                    Assert.Equal(whole, (int)RecorderHarness.Session(folder.Path)["frames"]!);
                },
                iter: 40
            );

    [Fact]
    public async Task End_OfSeries_CompletesTheSession()
    {
        using var folder = new TemporaryFolder();
        TrackedFrame[] frames = [.. FakeSeries.Frames(1, frames: 5, lost: 0)];
        await RecorderHarness.RecordAsync(folder.Path, frames);
        var session = RecorderHarness.Session(folder.Path);
        Assert.True((bool)session["complete"]!);
        Assert.Equal("run 1", (string)session["series"]!);
        Assert.Equal("end", (string)session["reason"]!);
        Assert.Equal(5, (int)session["frames"]!);
        Assert.Equal(5, (int)session["ledger"]!["processed"]!);
        Assert.Equal(50f, (float)session["latency_ms"]!["infer"]!["p95"]!);
        Assert.Equal(frames.Sum(frame => frame.Cells.Count), (int)session["cells"]!);
        Assert.True((bool)session["options"]!["Record"]!["Masks"]!);
        Assert.Equal("0.1.0", (string)session["versions"]!["cellect"]!);
    }

    [Fact]
    public async Task Begin_BeforeTheFirstFrame_LeavesAnIncompleteSession()
    {
        using var folder = new TemporaryFolder();
        await using var recorder = RecorderHarness.Create(folder.Path);
        await RecorderHarness.BeginAsync(recorder, FakeSeries.Header());
        Assert.False((bool)RecorderHarness.Session(folder.Path)["complete"]!);
        Assert.Equal("", File.ReadAllText(folder["01_RES", "res_track.txt"]));
    }

    [Fact]
    public async Task Write_EachFrame_IsReadableAtOnce()
    {
        using var folder = new TemporaryFolder();
        await using var recorder = RecorderHarness.Create(folder.Path);
        TrackedFrame[] frames = [.. FakeSeries.Frames(2, frames: 4)];
        await RecorderHarness.BeginAsync(recorder, frames[0].Header);
        for (var i = 0; i < frames.Length; i++)
        {
            await RecorderHarness.WriteAsync(recorder, frames[i]);
            RecorderHarness.AssertHolds(folder.Path, frames[..(i + 1)]);
            CtcValidator.Check(folder["01_RES"]);
        }
    }

    [Fact]
    public async Task Begin_FolderHoldsARecording_UsesANewOneForEachSeries()
    {
        using var folder = new TemporaryFolder();
        TrackedFrame[] frames = [.. FakeSeries.Frames(3, frames: 2)];
        Assert.Equal(folder.Path, await RecorderHarness.RecordAsync(folder.Path, frames));
        var first = File.ReadAllBytes(folder["tracks.csv"]);
        Assert.Equal(folder["series-run_1"], await RecorderHarness.RecordAsync(folder.Path, frames));
        Assert.Equal(folder["series-run_1-2"], await RecorderHarness.RecordAsync(folder.Path, frames));
        Assert.Equal(first, File.ReadAllBytes(folder["tracks.csv"]));
    }

    [Theory]
    [InlineData("../../escape")]
    [InlineData("..")]
    [InlineData("/etc/passwd")]
    [InlineData("a\0b")]
    [InlineData("")]
    public async Task Begin_HostileSeriesName_StaysInTheFolder(string series)
    {
        using var folder = new TemporaryFolder();
        await RecorderHarness.RecordAsync(folder.Path, [FakeSeries.Frame(FakeSeries.Header(), [])]);
        var second = await RecorderHarness.RecordAsync(folder.Path, [FakeSeries.Frame(FakeSeries.Header(series), [])]);
        Assert.Equal(folder.Path, Path.GetDirectoryName(Path.GetFullPath(second)));
    }

    [Fact]
    public void Create_FolderIsAFile_ThrowsNamingIt()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "");
        Assert.Contains(folder["file"], Assert.Throws<IOException>(() => RecorderHarness.Create(folder["file"])).Message);
    }

    [Fact]
    public void Create_DiskTooFull_ThrowsNamingSpaceAndLimit()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<IOException>(() => RecorderHarness.Create(folder.Path, minimumFreeMegabytes: int.MaxValue));
        Assert.Contains("MB free", error.Message);
        Assert.Contains("Record:MinimumFreeMegabytes", error.Message);
    }

    [Fact]
    public async Task Write_DiskFailsForAWhile_TellsResumesAndStaysValid()
    {
        using var folder = new TemporaryFolder();
        var time = new FakeTimeProvider();
        await using var recorder = RecorderHarness.Create(folder.Path, time);
        TrackedFrame[] frames = [.. FakeSeries.Frames(4, frames: 9, lost: 0)];
        await RecorderHarness.BeginAsync(recorder, frames[0].Header);
        await WriteAsync(frames[..3]);
        Assert.Empty(recorder.Alerts);

        Break(folder);
        await WriteAsync(frames[3..5]);
        Assert.Contains("2 frames", Assert.Single(recorder.Alerts));

        Mend(folder);
        await WriteAsync(frames[5..6]);
        Assert.Contains("3 frames", Assert.Single(recorder.Alerts));
        time.Advance(TimeSpan.FromSeconds(11));
        await WriteAsync(frames[6..]);
        Assert.Empty(recorder.Alerts);
        await RecorderHarness.EndAsync(recorder, frames);

        RecorderHarness.AssertHolds(folder.Path, [.. frames[..3], .. frames[6..]]);
        CtcValidator.Check(folder["01_RES"]);
        var session = RecorderHarness.Session(folder.Path);
        Assert.Equal(3, (int)session["frames_lost"]!);
        Assert.Equal(6, (int)session["frames"]!);
        Assert.Contains("t=3", (string)Assert.Single(session["faults"]!.AsArray())!);

        async Task WriteAsync(TrackedFrame[] some)
        {
            foreach (var frame in some)
                await RecorderHarness.WriteAsync(recorder, frame);
        }
    }

    [Fact]
    public async Task Write_ThousandthTimePoint_RenamesTheMasksBefore()
    {
        using var folder = new TemporaryFolder();
        TrackedFrame[] frames = [.. new[] { 998, 999, 1000 }.Select(t => FakeSeries.Frame(FakeSeries.Header(t: t), [FakeSeries.Cell(1)]))];
        await RecorderHarness.RecordAsync(folder.Path, frames);
        Assert.Equal([998, 999, 1000], CtcValidator.Check(folder["01_RES"]).Keys);
        Assert.True(File.Exists(folder["01_RES", "mask0998.tif"]));
    }

    [Fact]
    public async Task Write_WithoutMasks_WritesTablesAlone()
    {
        using var folder = new TemporaryFolder();
        TrackedFrame[] frames = [.. FakeSeries.Frames(5, frames: 3)];
        await RecorderHarness.RecordAsync(folder.Path, frames, masks: false);
        RecorderHarness.AssertHolds(folder.Path, frames);
        Assert.False(Directory.Exists(folder["01_RES"]));
    }

    [Fact]
    public async Task Write_TimeGoesBack_Throws()
    {
        using var folder = new TemporaryFolder();
        await using var recorder = RecorderHarness.Create(folder.Path);
        await RecorderHarness.BeginAsync(recorder, FakeSeries.Header());
        await RecorderHarness.WriteAsync(recorder, FakeSeries.Frame(FakeSeries.Header(t: 4), []));
        var error = await Assert.ThrowsAsync<ArgumentException>(() =>
            RecorderHarness.WriteAsync(recorder, FakeSeries.Frame(FakeSeries.Header(t: 4), []))
        );
        Assert.Contains("frame 4 after frame 4", error.Message);
    }

    [Fact]
    public async Task Create_AnotherRecorderIsAtWork_LeavesItsRecordingAlone()
    {
        using var folder = new TemporaryFolder();
        TrackedFrame[] frames = [.. FakeSeries.Frames(6, frames: 4)];
        await using var atWork = RecorderHarness.Create(folder.Path);
        await RecorderHarness.BeginAsync(atWork, frames[0].Header);
        foreach (var frame in frames)
            await RecorderHarness.WriteAsync(atWork, frame);

        var second = await RecorderHarness.RecordAsync(folder.Path, frames);

        Assert.Equal(folder["series-run_1"], second);
        Assert.False((bool)RecorderHarness.Session(folder.Path)["recovered"]!);
        RecorderHarness.AssertHolds(folder.Path, frames);
    }

    /// <summary>The folder of the masks goes, as on a share that is cut off; works for root as well, unlike permissions.</summary>
    private static void Break(TemporaryFolder folder)
    {
        Directory.Move(folder["01_RES"], folder["away"]);
        File.WriteAllText(folder["01_RES"], "");
    }

    private static void Mend(TemporaryFolder folder)
    {
        File.Delete(folder["01_RES"]);
        Directory.Move(folder["away"], folder["01_RES"]);
    }

    /// <summary>Frames whose row is whole and whose cells are within what is left of the tracks, by count of bytes.</summary>
    private static int Whole(string folder, TrackedFrame[] frames, long trackBytes)
    {
        var lines = File.ReadAllText(Path.Combine(folder, "frames.csv")).Split('\n');
        var whole = 0;
        for (var i = 1; i < lines.Length - 1 && i <= frames.Length; i++)
            if (long.Parse(lines[i].Split(',')[12]) <= trackBytes)
                whole++;
        return whole;
    }

    private static long Cut(string path, double fraction)
    {
        using var file = File.OpenWrite(path);
        file.SetLength((long)(file.Length * fraction));
        return file.Length;
    }
}
