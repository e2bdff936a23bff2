using Cellect.Analysis.Biology;
using Cellect.Data.Biology;
using Cellect.Data.Recordings;
using Cellect.Data.Regions;
using Cellect.Data.Sinks;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Live.Logging;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Biology;

/// <summary>
/// Analyses the tracks as they come: tells what it finds, and writes it beside the recording. Trouble with the disk or with the file of
/// regions is told, and tracking goes on; what is missing then can be made from the recording.
/// </summary>
/// <param name="channels">Channels that are tracked, ascending: each a population.</param>
/// <param name="options">What is counted, and as what.</param>
/// <param name="folderOf">Folder of the recording, by the header of its first volume; null: nothing is recorded.</param>
/// <param name="before">What an earlier run recorded of the series of a volume, which goes on; null: it is a new series.</param>
/// <param name="tell">Gets the news of each frame; must not wait.</param>
/// <param name="log">Gets trouble.</param>
internal sealed class BiologySink(
    IReadOnlyList<int> channels,
    AnalysisOptions options,
    Func<VolumeHeader, string>? folderOf,
    Func<VolumeHeader, FramesBefore?> before,
    Action<AnalysisNews> tell,
    ILogger<BiologySink> log
) : IFrameSink
{
    // Some three seconds on one core. A sink that takes longer holds up tracking, and the first minutes after a crash are wanted most.
    private const long MostCellsAgain = 500_000;

    // A frame waits until its divisions are confirmed or withdrawn: what stands in the tables is not taken back.
    private readonly ConfirmedFrames<(TrackedFrame Told, Volume? Volume)> _waiting = new(channels.Count);
    private SeriesAnalysis? _analysis;
    private BiologyDisk? _disk;
    private volatile string[] _alerts = [];

    /// <summary>What a person at the microscope must know about the analysis; empty when all is well. Any thread.</summary>
    public IReadOnlyList<string> Alerts => _alerts;

    public ValueTask BeginSeriesAsync(VolumeHeader header, CancellationToken cancel)
    {
        Close();
        _alerts = [];
        if (folderOf is not null && before(header) is { } recorded)
        {
            GoOn(folderOf(header), recorded);
            return ValueTask.CompletedTask;
        }

        var regions = Regions(options.RegionsFile);
        var analysis = _analysis = new SeriesAnalysis(channels, options, regions);
        if (folderOf is not null)
            Attempt(() => _disk = BiologyDisk.Open(folderOf(header), regions, options.Traces, analysis.HasInteractions));
        return ValueTask.CompletedTask;
    }

    // What was analysed before the crash is analysed again: so the tables, and what is remembered of each cell, are those of one series.
    private void GoOn(string folder, FramesBefore recorded)
    {
        var analysis = _analysis = new SeriesAnalysis(channels, options, Regions(Path.Combine(folder, BiologyFiles.Regions)));
        if (recorded.Cells > MostCellsAgain)
        {
            _alerts =
            [
                .. _alerts,
                $"the tables of the analysis in {folder} do not go on after the crash: the recording has {recorded.Cells} cells, and "
                    + $"more than {MostCellsAgain} would hold up tracking; once the series is over, cellect analyse makes them from it",
            ];
            return;
        }

        Attempt(() =>
        {
            _disk = BiologyDisk.GoOn(folder, recorded.LastT, options.Traces, analysis.HasInteractions);
            foreach (var frame in recorded.Frames)
            foreach (var (known, _) in _waiting.Push(frame, (frame, null)))
                _disk.Tables.Write(analysis.Advance(known!));
        });
    }

    public ValueTask WriteAsync(TrackedFrame frame, Volume volume, CancellationToken cancel)
    {
        var analysis = _analysis ?? throw new InvalidOperationException("a frame came before its series began");
        Take(analysis, _waiting.Push(frame, (frame, options.Traces ? volume.Lease() : null)));
        return ValueTask.CompletedTask;
    }

    public ValueTask EndSeriesAsync(SeriesSummary summary, CancellationToken cancel)
    {
        if (_analysis is { } analysis)
        {
            Take(analysis, _waiting.Flush());
            if (_disk is { } disk)
                Attempt(() => disk.Tables.Write(analysis.Finish()));
        }

        Close();
        return ValueTask.CompletedTask;
    }

    /// <summary>Closes the tables. Tracks of a series that has not ended have no row.</summary>
    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private void Take(SeriesAnalysis analysis, IReadOnlyList<(TrackedFrame? Frame, (TrackedFrame Told, Volume? Volume) With)> known)
    {
        foreach (var (frame, (told, volume)) in known)
            using (volume)
            {
                var found = analysis.Advance(frame!, volume);
                if (_disk is { } disk)
                    Attempt(() => disk.Tables.Write(found));
                tell(News.Of(analysis.Populations[found.Population], found, frame!, told));
            }
    }

    private IReadOnlyList<Region> Regions(string file)
    {
        if (!File.Exists(file))
            return [];
        try
        {
            return RegionFile.Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Log.RegionsNotRead(log, e, file);
            _alerts = [$"cells of regions are not counted: {e.Message}"];
            return [];
        }
    }

    private void Attempt(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            var folder = _disk?.Folder ?? "the recording's folder";
            Log.TablesStopped(log, e, folder);
            _alerts =
            [
                .. _alerts,
                $"the tables of the analysis in {folder} have stopped ({e.Message}); "
                    + "once the series is over, cellect analyse makes them from the recording",
            ];
            _disk?.Dispose();
            _disk = null;
        }
    }

    private void Close()
    {
        foreach (var (_, with) in _waiting.Reset())
            with.Volume?.Dispose();
        _disk?.Dispose();
        (_disk, _analysis) = (null, null);
    }
}
