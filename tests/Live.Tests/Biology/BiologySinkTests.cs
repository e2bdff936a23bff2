using System.Text.Json.Nodes;
using Cellect.Analysis.Biology;
using Cellect.Analysis.Interactions;
using Cellect.Analysis.Lives;
using Cellect.Analysis.Tables;
using Cellect.Data.Biology;
using Cellect.Data.Recordings;
using Cellect.Data.Regions;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Lab.Reports.Biology;
using Cellect.Live.Biology;
using Cellect.Live.Commands;
using Cellect.Live.Record;
using Cellect.Live.Tests.Record;
using Cellect.Testing;
using Cellect.Triggers.WhatIf;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cellect.Live.Tests.Biology;

public sealed class BiologySinkTests : IDisposable
{
    private static readonly string[] OwnTables = [BiologyFiles.Motility, BiologyFiles.Divisions, BiologyFiles.Proliferation];

    private readonly TemporaryFolder _folder = new();
    private readonly List<AnalysisNews> _news = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tables_WrittenLive_AreThoseMadeOfTheRecording(bool clocks)
    {
        var frames = Frames(clocks);
        RegionFile.Write(At("mine.json"), [new BoxRegion("left", new Position(-2, -2, -2), new Position(12, 15, 6))]);
        await RunAsync(frames, At("mine.json"));
        // The session's regions are kept with it: what becomes of the file does not matter.
        RegionFile.Write(At("mine.json"), []);
        var findings = new RecordingBiology(At("live"), null, null).Analyse(At("later")).Populations[0];
        foreach (var table in OwnTables)
            Assert.Equal(File.ReadAllText(At("live", table)), File.ReadAllText(At("later", table)));
        Assert.Equal(frames.Sum(frame => frame.Divisions.Count), findings.Divisions.Count);
        Assert.Equal(1 + findings.Divisions.Count, File.ReadLines(At("live", BiologyFiles.Divisions)).Count());
        Assert.Equal(1 + (3 * frames.Count), File.ReadLines(At("live", BiologyFiles.Proliferation)).Count());
        var tracks = frames.SelectMany(frame => frame.Cells).Select(cell => cell.Track).Distinct().Count();
        Assert.Equal(1 + tracks, File.ReadLines(At("live", BiologyFiles.Motility)).Count());
        Assert.Equal(tracks, findings.Tracks.Count);
    }

    [Fact]
    public async Task Tables_OfASessionThatConfirmsItsDivisions_KnowNothingOfThoseThatWereWithdrawn()
    {
        var frames = Confirming(Frames(clocks: true));
        var withdrawn = frames.SelectMany(frame => frame.Outcomes).Count(outcome => !outcome.Confirmed);
        var told = frames.Sum(frame => frame.Divisions.Count);
        var folders = new SeriesFolders(At("live"), new Continuation(null));
        await using (var recorder = RecorderHarness.Create(At("live"), folders: folders, info: Confirms))
        await using (var sink = Sink(At("none.json"), folders.Of, traces: true))
        {
            await WriteAllAsync(sink, recorder, frames, ends: true);
            await RecorderHarness.EndAsync(recorder, frames);
            Assert.Empty(sink.Alerts);
        }

        var findings = new RecordingBiology(At("live"), null, null).Analyse(At("later")).Populations[0];
        foreach (var table in OwnTables)
            Assert.Equal(File.ReadAllText(At("live", table)), File.ReadAllText(At("later", table)));
        Assert.True(withdrawn > 3 && told - withdrawn > 3, $"{withdrawn} of {told} withdrawn");
        Assert.Equal(told - withdrawn, findings.Divisions.Count);
        Assert.Equal(told - withdrawn, findings.Tracks.Count(track => track.Ending == TrackEnding.Divided));
        // One that nothing became of, at the end of the series, counts as it was told.
        Assert.Equal(frames[^1].Divisions.Count, findings.Divisions.Count(row => row.T == frames[^1].Header.T));
        Assert.All(findings.Divisions.Where(row => row.T < frames[^1].Header.T), row => Assert.Equal(0.75, row.Probability, 1e-6));
        // The ids that are told are those of the session.
        Assert.Equal(frames.Select(frame => frame.Header.T), _news.Select(news => news.T));
        foreach (var (frame, news) in frames.Zip(_news))
            Assert.Equal(frame.Cells.Select(cell => cell.Track), news.Cells.Select(cell => cell.Track));
        Assert.Equal(frames.Sum(frame => frame.Cells.Count), File.ReadLines(At("live", BiologyFiles.Traces)).Count() - 1);
    }

    [Fact]
    public async Task Tables_OfSeveralPopulations_AreThoseMadeOfTheRecording()
    {
        var frames = Meeting();
        var folders = new SeriesFolders(At("live"), new Continuation(null));
        Population[] populations = [Population.Unnamed(2, 0), Population.Unnamed(0, 1)];
        await using (var recorder = RecorderHarness.Create(At("live"), folders: folders, populations: populations))
        await using (var sink = Sink(At("none.json"), folders.Of, channels: [2, 0]))
        {
            await WriteAllAsync(sink, recorder, frames, ends: true);
            await RecorderHarness.EndAsync(recorder, frames);
            Assert.Empty(sink.Alerts);
        }

        var findings = new RecordingBiology(At("live"), null, null).Analyse(At("later"));
        foreach (var table in BiologyFiles.Tables.Where(table => table != BiologyFiles.Traces))
            Assert.Equal(File.ReadAllText(At("live", table)), File.ReadAllText(At("later", table)));
        Assert.Equal([0, 2], findings.Populations.Keys);
        // Channel 2 is the one of the small cells: one is taken, one is touched and left.
        var events = findings.Events.Select(e => (e.Kind, e.Population, e.Track, e.Partner)).ToArray();
        Assert.Contains((InteractionKind.Engulfed, 2, 1, (int?)101), events);
        Assert.Contains((InteractionKind.Parted, 2, 2, (int?)101), events);
        Assert.Equal(1 + events.Length, File.ReadLines(At("live", BiologyFiles.Interactions)).Count());
        Assert.Equal(1 + 60, File.ReadLines(At("live", BiologyFiles.States)).Count());
        Assert.Equal(["contact", "contact", "engulfed"], findings.Curves.Select(c => InteractionTables.Word(c.Event.Kind)).Order());
        Assert.Equal(events.Length, _news.Sum(news => news.Interactions.Count));
        Assert.Equal(60, _news.Sum(news => news.States.Count));
        Assert.Contains("States over time", BiologyReportText(findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryFrame_IsTold_WithItsCellsAndParts()
    {
        var frames = Frames(clocks: true);
        await RunAsync(frames, At("none.json"));
        Assert.Equal(frames.Select(frame => frame.Header.T), _news.Select(news => news.T));
        foreach (var (frame, news) in frames.Zip(_news))
        {
            Assert.Equal(frame.Cells.Select(cell => cell.Track), news.Cells.Select(cell => cell.Track));
            Assert.Equal(frame.Cells.Count, news.Parts.Single().Row.Cells);
        }

        Assert.Equal(frames.Sum(frame => frame.Divisions.Count), _news[^1].Parts[0].Row.Divisions);
        Assert.Contains(_news[^1].Cells, cell => cell.Generation > 0 && cell.Speed > 0);
        Assert.NotNull(_news[^1].Cycle.MedianSeconds);
        Assert.NotNull(_news[^1].Parts[0].Slope);
    }

    [Fact]
    public async Task TablesThatAreThere_AreLeftAlone_AndTheRestGoesOn()
    {
        Directory.CreateDirectory(At("live"));
        await File.WriteAllTextAsync(At("live", BiologyFiles.Motility), "mine", Stop);
        var frames = Frames(clocks: true);
        await using var sink = Sink(At("none.json"), _ => At("live"));
        await sink.BeginSeriesAsync(frames[0].Header, Stop);
        Assert.Contains("cellect analyse", Assert.Single(sink.Alerts), StringComparison.Ordinal);
        await WriteAsync(sink, frames[0]);
        Assert.Single(_news);
        Assert.Equal("mine", await File.ReadAllTextAsync(At("live", BiologyFiles.Motility), Stop));
    }

    [Fact]
    public async Task RegionsThatCannotBeRead_AreTold_AndTheVolumeIsCounted()
    {
        await File.WriteAllTextAsync(At("bad.json"), "{\"version\":1,\"regions\":[{\"name\":\"a\",\"shape\":\"ball\"}]}", Stop);
        var frames = Frames(clocks: true);
        await using var sink = Sink(At("bad.json"), null);
        await sink.BeginSeriesAsync(frames[0].Header, Stop);
        Assert.Contains("ball", Assert.Single(sink.Alerts), StringComparison.Ordinal);
        await WriteAsync(sink, frames[0]);
        Assert.Equal("volume", Assert.Single(_news).Parts.Single().Row.Part);
    }

    [Fact]
    public async Task TornRows_OfASessionThatWasKilled_AreCutOff()
    {
        var frames = Frames(clocks: true);
        await using (var recorder = RecorderHarness.Create(At("live")))
        {
            await RecorderHarness.BeginAsync(recorder, frames[0].Header);
            await RecorderHarness.WriteAsync(recorder, frames[0]);
        }

        using (var tables = new BiologyWriter(At("live"), FileMode.CreateNew, traces: false, interactions: false))
            tables.Write(new SeriesAnalysis([0], new AnalysisOptions(), []).Advance(frames[0]));
        var whole = await File.ReadAllTextAsync(At("live", BiologyFiles.Proliferation), Stop);
        await File.AppendAllTextAsync(At("live", BiologyFiles.Proliferation), "0,1,1,vol", Stop);
        RecordingRecovery.RecoverAll(At("live"), NullLogger.Instance);
        Assert.Equal(whole, await File.ReadAllTextAsync(At("live", BiologyFiles.Proliferation), Stop));
    }

    [Fact]
    public async Task Tables_OfASeriesThatGoesOnAfterACrash_AreThoseOfOneWithout()
    {
        var frames = Frames(clocks: true);
        var regions = At("mine.json");
        RegionFile.Write(regions, [new BoxRegion("left", new Position(-2, -2, -2), new Position(12, 15, 6))]);
        var uncut = new SeriesFolders(At("uncut"), new Continuation(null));
        await using (var sink = Sink(regions, uncut.Of, traces: true))
            await WriteAllAsync(sink, null, frames, ends: true);

        var folders = new SeriesFolders(At("cut"), new Continuation(null));
        await using (var recorder = RecorderHarness.Create(At("cut"), folders: folders))
        await using (var sink = Sink(regions, folders.Of, traces: true))
        {
            await WriteAllAsync(sink, recorder, frames[..50], ends: false);
            // Sinks run by themselves: this one was ahead when the service died.
            await WriteAsync(sink, frames[50]);
            await WriteAsync(sink, frames[51]);
        }

        await File.AppendAllTextAsync(At("cut", BiologyFiles.Traces), "0,51,1,vol", Stop);
        RegionFile.Write(regions, []);
        var last = frames[49].Header.T;
        var before = new FramesBefore(last, 0, new RecordedSession(At("cut")).Read().TakeWhile(frame => frame.Header.T <= last));
        await using (var sink = Sink(regions, _ => At("cut"), _ => before, traces: true))
        {
            await WriteAllAsync(sink, null, frames[50..], ends: true);
            Assert.Empty(sink.Alerts);
        }

        foreach (var table in OwnTables)
            Assert.Equal(File.ReadAllText(At("uncut", table)), File.ReadAllText(At("cut", table)));
        // A baseline begins anew, so the columns after the signal differ.
        Assert.Equal(Signals("uncut"), Signals("cut"));
    }

    [Fact]
    public async Task GoOn_AfterMoreThanIsReadInAMoment_DoesNotHoldUpTrackingAndSaysWhatToDo()
    {
        var frame = FakeSeries.Frames(1, 1).Single();
        var before = new FramesBefore(0, 10_000_000, Unread());
        await using var sink = Sink(At("none.json"), _ => At("long"), _ => before);

        await sink.BeginSeriesAsync(frame.Header, Stop);
        await WriteAsync(sink, frame);

        Assert.Contains("cellect analyse", Assert.Single(sink.Alerts), StringComparison.Ordinal);
        Assert.Single(_news);

        static IEnumerable<TrackedFrame> Unread()
        {
            Assert.Fail("the recording was read again");
            yield break;
        }
    }

    // Two small cells and a large one, in the order in which channels are tracked: 2, 0. In frame 30 one of the small ones is missing.
    private static List<TrackedFrame> Meeting()
    {
        var frames = new List<TrackedFrame>();
        for (var t = 0; t < 60; t++)
        {
            var header = FakeSeries.Header(t: t, shape: new VolumeShape(40, 200, 200));
            var taken = FakeSeries.Cell(1, z: 10, y: 100, x: 100 + Math.Max(2, 60 - (3 * t)), radius: 2);
            var passing = FakeSeries.Cell(2, z: 10, y: 114, x: 70 + t, radius: 2);
            TrackedCell[] small = t == 30 ? [passing] : [taken, passing];
            frames.Add(FakeSeries.Frame(header with { C = 2 }, small, [], t == 0 ? 0 : 1));
            frames.Add(
                FakeSeries.Frame(header with { C = 0 }, [FakeSeries.Cell(101, z: 10, y: 100, x: 100, radius: 12)], [], t == 0 ? 0 : 1)
            );
        }

        return frames;
    }

    private string BiologyReportText(RecordingFindings findings) =>
        File.ReadAllText(BiologyReport.Write(At("report"), At("live"), findings));

    private IEnumerable<string> Signals(string folder) =>
        File.ReadLines(At(folder, BiologyFiles.Traces)).Select(row => string.Join(',', row.Split(',').Take(9)));

    private static async Task WriteAllAsync(BiologySink sink, Recorder? recorder, IReadOnlyList<TrackedFrame> frames, bool ends)
    {
        await sink.BeginSeriesAsync(frames[0].Header, Stop);
        if (recorder is not null)
            await RecorderHarness.BeginAsync(recorder, frames[0].Header);
        foreach (var frame in frames)
        {
            if (recorder is not null)
                await RecorderHarness.WriteAsync(recorder, frame);
            await WriteAsync(sink, frame);
        }

        if (ends)
            await sink.EndSeriesAsync(new SeriesSummary("run 1", "end", new Dictionary<string, long>(), 0), Stop);
    }

    private static List<TrackedFrame> Frames(bool clocks) =>
        [
            .. FakeSeries
                .Frames(3, 120)
                .Select(Consistent)
                .Select(frame =>
                    clocks
                        ? frame
                        : frame with
                        {
                            Header = frame.Header with { ExposureEndNs = 0, ReceivedNs = 0 },
                            Stamps = new LatencyStamps(0, 0, 0, 1, 2, 0),
                        }
                ),
        ];

    private static SessionInfo Confirms { get; } =
        RecorderHarness.Info with
        {
            Options = new JsonObject { ["Model"] = new JsonObject { ["Linker"] = new JsonObject { ["Confirm"] = true } } },
        };

    // Each frame tells what has become of the divisions of the one before: every other one was none.
    private static List<TrackedFrame> Confirming(IReadOnlyList<TrackedFrame> frames)
    {
        var confirming = new List<TrackedFrame>();
        foreach (var frame in frames)
        {
            var before = confirming.Count > 0 ? confirming[^1] : frame with { Divisions = [] };
            confirming.Add(
                frame with
                {
                    Divisions = [.. frame.Divisions.Select(division => division with { State = DivisionState.Likely })],
                    Outcomes =
                    [
                        .. before.Divisions.Select(division => new DivisionOutcome(
                            before.Header.T,
                            division with
                            {
                                State = division.Mother % 2 == 0 ? DivisionState.Withdrawn : DivisionState.Confirmed,
                                Probability = 0.75f,
                            },
                            division.SecondDaughter
                        )),
                    ],
                }
            );
        }

        return confirming;
    }

    // As the model makes it: a division's probability is the geometric mean of its daughters'.
    private static TrackedFrame Consistent(TrackedFrame frame)
    {
        var cells = frame.Cells.ToDictionary(cell => cell.Track);
        return frame with
        {
            Divisions =
            [
                .. frame.Divisions.Select(division =>
                    division with
                    {
                        Probability = MathF.Sqrt(cells[division.FirstDaughter].Division * cells[division.SecondDaughter].Division),
                    }
                ),
            ],
        };
    }

    private async Task RunAsync(IReadOnlyList<TrackedFrame> frames, string regions)
    {
        var folders = new SeriesFolders(At("live"), new Continuation(null));
        await using var recorder = RecorderHarness.Create(At("live"), folders: folders);
        await using var sink = Sink(regions, folders.Of);
        await sink.BeginSeriesAsync(frames[0].Header, Stop);
        await RecorderHarness.BeginAsync(recorder, frames[0].Header);
        foreach (var frame in frames)
        {
            await RecorderHarness.WriteAsync(recorder, frame);
            await WriteAsync(sink, frame);
        }

        await RecorderHarness.EndAsync(recorder, frames);
        await sink.EndSeriesAsync(new SeriesSummary("run 1", "end", new Dictionary<string, long>(), 0), Stop);
        Assert.Empty(sink.Alerts);
    }

    private static async Task WriteAsync(BiologySink sink, TrackedFrame frame)
    {
        using var volume = FakeSeries.Pool.Rent(frame.Header);
        // A volume of the pool still holds what an earlier one did; the intensities of the same frame must be the same again.
        var voxels = volume.AsSpan<ushort>();
        for (var i = 0; i < voxels.Length; i++)
            voxels[i] = (ushort)((i * 31) + (frame.Header.T * 7));
        await sink.WriteAsync(frame, volume, Stop);
    }

    private BiologySink Sink(
        string regions,
        Func<VolumeHeader, string>? folderOf,
        Func<VolumeHeader, FramesBefore?>? before = null,
        bool traces = false,
        int[]? channels = null
    ) =>
        new(
            channels ?? [0],
            new AnalysisOptions { RegionsFile = regions, Traces = traces },
            folderOf,
            before ?? (_ => null),
            _news.Add,
            NullLogger<BiologySink>.Instance
        );

    private string At(params string[] path) => Path.Combine([_folder.Path, .. path]);
}
