using Cellect.Data.Csv;
using Cellect.Data.Edits;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Model;
using Cellect.Model.Calibration;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Learning;

/// <summary>
/// What people accept and reject while a session runs counts from the next volume on, for the population that they speak of. A timer looks
/// for new lines in the recording's <c>edits.jsonl</c>, whoever wrote them; the inference thread takes what follows from them between two
/// volumes, and notes from which time point on it counts.
/// </summary>
internal sealed class SessionLearning : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    // What is kept of published frames: as many cells, some 20 MB, all populations together.
    private const int MostCells = 500_000;

    // The newest edits count: fitting takes milliseconds for so many.
    private const int MostEdits = 1000;

    private readonly IReadOnlyList<TrackedPopulation> _tracked;
    private readonly Func<VolumeHeader, string>? _folderOf;
    private readonly Func<VolumeHeader, IEnumerable<TrackedFrame>> _before;
    private readonly IReadOnlyList<LearnedLine> _replayed;
    private readonly ILogger _log;
    private readonly ITimer? _timer;
    private volatile Series? _series;
    private int _looking;
    private volatile string? _problem;

    /// <param name="tracked">Those whose models learn.</param>
    /// <param name="folderOf">The recording of a series; null where nothing is recorded, and nothing is learned then.</param>
    /// <param name="before">Frames that an earlier run of the service recorded of a series that goes on; none: it is a new one.</param>
    /// <param name="replayed">What counted in a session that is tracked once more; empty: this is none.</param>
    /// <param name="time">Clock of the looks at the file.</param>
    /// <param name="log">Told what was learned.</param>
    public SessionLearning(
        IReadOnlyList<TrackedPopulation> tracked,
        Func<VolumeHeader, string>? folderOf,
        Func<VolumeHeader, IEnumerable<TrackedFrame>> before,
        IReadOnlyList<LearnedLine> replayed,
        TimeProvider time,
        ILogger log
    )
    {
        (_tracked, _folderOf, _before, _replayed, _log) = (tracked, folderOf, before, replayed, log);
        _timer = folderOf is null ? null : time.CreateTimer(_ => Refresh(), null, Look, Look);
    }

    /// <summary>What was learned, for people; empty: nothing. Any thread.</summary>
    public string State =>
        _series?.Populations is not { } populations ? ""
        : populations is [var only] ? only.State
        : string.Join("; ", populations.Where(own => own.State.Length > 0).Select(own => $"{own.Name}: {own.State}"));

    /// <summary>Why people's edits are not learned from; null while they are. Any thread.</summary>
    public string? Alert => _problem is { } problem ? $"what people correct is not learned from: {problem}" : null;

    /// <summary>The newest series.</summary>
    private sealed class Series(VolumeHeader header, IReadOnlyList<PopulationLearning> populations)
    {
        private volatile bool _isOver;

        public VolumeHeader Header => header;

        public IReadOnlyList<PopulationLearning> Populations => populations;

        /// <summary>Nothing comes any more that words could count for.</summary>
        public bool IsOver
        {
            get => _isOver;
            set => _isOver = value;
        }

        /// <summary>The log as it was when it was last read.</summary>
        public (long Length, DateTime At) Seen { get; set; }

        /// <summary>What an earlier run of the service recorded has been read.</summary>
        public bool IsRecalled { get; set; }

        // The only population is that of every channel: files are read with any.
        public PopulationLearning Of(int channel) => populations.FirstOrDefault(own => own.Channel == channel) ?? populations[0];
    }

    /// <summary>What was learned of one population, for people; empty: nothing. Any thread.</summary>
    /// <param name="channel">Its channel.</param>
    public string StateOf(int channel) => _series?.Of(channel).State ?? "";

    /// <summary>A series begins: inference thread.</summary>
    public void Begin(VolumeHeader header)
    {
        _problem = null;
        var recorded = Recorded(header);
        var populations = new List<PopulationLearning>();
        foreach (var tracked in _tracked)
        {
            var own = new PopulationLearning(tracked, Of(tracked.Population, _replayed), MostCells / _tracked.Count);
            if (Of(tracked.Population, recorded) is { Count: > 0 } its)
                own.Count(its);
            populations.Add(own);
        }

        _series = new Series(header, populations);
    }

    /// <summary>The next volume: what has been learned counts for it and those after it. Inference thread.</summary>
    public void Before(VolumeHeader volume)
    {
        if (_series?.Of(volume.C) is not { } own || own.Before(volume.T) is not { } learned)
            return;
        if (learned.Now is not { } now)
        {
            LearningLog.Cannot(_log, volume.Series, volume.T);
            return;
        }

        LearningLog.Learned(_log, volume.Series, volume.T, own.Name, learned.Edits, now);
        Note(volume, learned.Lines);
    }

    /// <summary>One frame was published: inference thread.</summary>
    public void Add(TrackedFrame frame)
    {
        if (_folderOf is not null)
            _series?.Of(frame.Header.C).Add(frame);
    }

    /// <summary>The series is over: inference thread.</summary>
    public void End()
    {
        if (_series is { } series)
            series.IsOver = true;
    }

    public void Dispose() => _timer?.Dispose();

    /// <summary>Looks for new edits; never twice at once.</summary>
    internal void Refresh()
    {
        if (Interlocked.Exchange(ref _looking, 1) == 1)
            return;
        try
        {
            if (_series is { IsOver: false } series)
                Refresh(series);
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }

    private void Refresh(Series series)
    {
        try
        {
            See(series);
            var folder = _folderOf!(series.Header);
            var file = new FileInfo(Path.Combine(folder, EditLog.FileName));
            if (!file.Exists || series.Seen == (file.Length, file.LastWriteTimeUtc))
                return;
            var seen = (file.Length, file.LastWriteTimeUtc);
            Take(series.Populations, [.. EditLog.Active(EditLog.Read(folder)).TakeLast(MostEdits)]);
            (series.Seen, _problem) = (seen, null);
        }
        catch (Exception problem)
            when (problem is IOException or UnauthorizedAccessException or InvalidInputException or InvalidDataException)
        {
            Fail(series.Header, problem);
        }
    }

    // What was published before a crash can be spoken of after it.
    private void See(Series series)
    {
        var before = series.IsRecalled ? [] : _before(series.Header);
        series.IsRecalled = true;
        try
        {
            foreach (var frame in before)
                series.Of(frame.Header.C).Recall(frame);
        }
        finally
        {
            foreach (var own in series.Populations)
                own.See();
        }
    }

    private static void Take(IReadOnlyList<PopulationLearning> populations, IReadOnlyList<TrackEdit> active)
    {
        var begun = populations.Select(_ => new List<(int Edit, IReadOnlyList<Verdict> Said)>()).ToArray();
        foreach (var edit in active)
            if (!populations.Any(own => own.Counts(edit.N)))
            {
                var (place, said) = Said(populations, edit);
                begun[place].Add((edit.N, said));
            }

        var numbers = active.Select(edit => edit.N).ToHashSet();
        for (var place = 0; place < populations.Count; place++)
            populations[place].Take(begun[place], numbers);
    }

    // No two populations have a track of the same id. What says nothing is noted with the first.
    private static (int Place, IReadOnlyList<Verdict> Said) Said(IReadOnlyList<PopulationLearning> populations, TrackEdit edit)
    {
        for (var place = 0; place < populations.Count; place++)
            if (populations[place].Said(edit) is { Count: > 0 } said)
                return (place, said);
        return (0, []);
    }

    // A recording that a crash cut short goes on with what counted in it.
    private IReadOnlyList<LearnedLine> Recorded(VolumeHeader header)
    {
        if (_folderOf is null)
            return [];
        try
        {
            return LearnedFile.Read(_folderOf(header));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidInputException)
        {
            Fail(header, problem);
            return [];
        }
    }

    // A file of one population is believed of another channel too, and older ones do not tell of which they are.
    private IReadOnlyList<LearnedLine> Of(Population population, IReadOnlyList<LearnedLine> lines) =>
        _tracked.Count == 1 && lines.All(line => line.Population == lines[0].Population)
            ? lines
            : [.. lines.Where(line => (line.Population ?? _tracked[0].Population.Channel) == population.Channel)];

    private void Note(VolumeHeader header, IReadOnlyList<LearnedLine> lines)
    {
        if (_folderOf is null || lines.Count == 0)
            return;
        try
        {
            LearnedFile.Append(_folderOf(header), lines);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Fail(header, problem);
        }
    }

    private void Fail(VolumeHeader header, Exception problem)
    {
        if (_problem != problem.Message)
            LearningLog.Failed(_log, header.Series, problem.Message);
        _problem = problem.Message;
    }
}
