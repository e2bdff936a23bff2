using System.Collections.Concurrent;
using Cellect.Data.Edits;
using Cellect.Data.Tracks;
using Cellect.Model;
using Cellect.Model.Calibration;

namespace Cellect.Live.Learning;

/// <summary>
/// What people say of one population of a series, and what follows from it for the model of that population. One thread looks
/// (<see cref="Recall"/>, <see cref="See"/>, <see cref="Said"/>, <see cref="Take"/>), another tracks (the other members).
/// </summary>
/// <param name="tracked">The population and its model.</param>
/// <param name="replayed">What counted in a session that is tracked once more; empty: this is none.</param>
/// <param name="mostCells">Published cells that are remembered.</param>
internal sealed class PopulationLearning(TrackedPopulation tracked, IReadOnlyList<LearnedLine> replayed, int mostCells)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<TrackedFrame> _new = [];
    private readonly PublishedFrames _published = new(mostCells);
    private readonly Dictionary<int, IReadOnlyList<Verdict>> _counting = [];
    private Pending? _pending;
    private int _replayedUntil;
    private volatile string _state = "";

    /// <summary>Channel of the population.</summary>
    public int Channel => tracked.Population.Channel;

    /// <summary>Name of the population.</summary>
    public string Name => tracked.Population.Name;

    /// <summary>What was learned, for people; empty: nothing. Any thread.</summary>
    public string State => _state;

    /// <summary>What follows from the edits that are in force now, until the model takes it.</summary>
    private sealed record Pending(SessionCalibration Said, IReadOnlyList<LearnedLine> Lines, int Edits);

    /// <summary>One frame was published.</summary>
    public void Add(TrackedFrame frame) => _new.Enqueue(frame);

    /// <summary>Lines of an earlier run of the service, or of the session that is tracked once more, count.</summary>
    public void Count(IReadOnlyList<LearnedLine> lines)
    {
        lock (_gate)
        {
            foreach (var line in lines)
                if (line.Undone)
                    _counting.Remove(line.Edit);
                else
                    _counting[line.Edit] = line.Verdicts;
            _pending = Following(_pending?.Lines ?? []);
        }
    }

    /// <summary>The next volume: what has been learned counts for it and those after it.</summary>
    /// <param name="t">Its time point.</param>
    /// <returns>What counts from now on; null: nothing has changed.</returns>
    public Learned? Before(int t)
    {
        var lines = replayed.Skip(_replayedUntil).TakeWhile(line => line.T <= t).ToArray();
        _replayedUntil += lines.Length;
        if (lines.Length > 0)
            Count(lines);
        Pending? taken;
        lock (_gate)
            (taken, _pending) = (_pending, null);
        if (taken is null)
            return null;
        if (!tracked.Model.TryCalibrate(taken.Said))
            return new Learned(null, taken.Edits, []);
        var now = taken.Said.ToString();
        _state =
            taken.Edits == 0 ? "" : $"{taken.Edits} {(taken.Edits == 1 ? "edit counts" : "edits count")} from time point {t} on: {now}";
        return new Learned(now, taken.Edits, [.. taken.Lines.Select(line => line with { T = t, Population = Channel, Now = now })]);
    }

    /// <summary>Remembers a frame of an earlier run of the service: before the first <see cref="See"/>.</summary>
    public void Recall(TrackedFrame frame) => _published.Add(frame);

    /// <summary>Remembers the frames that were published since the last look.</summary>
    public void See()
    {
        while (_new.TryDequeue(out var frame))
            _published.Add(frame);
    }

    /// <summary>What an edit says of this population; empty: nothing.</summary>
    public IReadOnlyList<Verdict> Said(TrackEdit edit) => Verdicts.Of(edit, _published);

    /// <summary>Whether an edit has been taken.</summary>
    public bool Counts(int edit)
    {
        lock (_gate)
            return _counting.ContainsKey(edit);
    }

    /// <summary>Takes the edits that are new, and leaves those that were taken back.</summary>
    /// <param name="begun">Numbers of the new ones and what they say.</param>
    /// <param name="active">Numbers of all edits in force, of every population.</param>
    public void Take(IReadOnlyList<(int Edit, IReadOnlyList<Verdict> Said)> begun, IReadOnlySet<int> active)
    {
        lock (_gate)
        {
            int[] gone = [.. _counting.Keys.Where(edit => !active.Contains(edit))];
            if (begun.Count + gone.Length == 0)
                return;
            foreach (var (edit, said) in begun)
                _counting[edit] = said;
            foreach (var edit in gone)
                _counting.Remove(edit);
            _pending = Following([
                .. _pending?.Lines ?? [],
                .. begun.Select(one => new LearnedLine
                {
                    T = 0,
                    Edit = one.Edit,
                    Verdicts = one.Said,
                }),
                .. gone.Select(edit => new LearnedLine
                {
                    T = 0,
                    Edit = edit,
                    Undone = true,
                }),
            ]);
        }
    }

    private Pending Following(IReadOnlyList<LearnedLine> lines) =>
        new(SessionCalibration.Of([.. _counting.Values.SelectMany(said => said)]), lines, _counting.Values.Count(said => said.Count > 0));

    /// <summary>What counts from a volume on.</summary>
    /// <param name="Now">The numbers, for people; null: the network does not learn.</param>
    /// <param name="Edits">Edits that count.</param>
    /// <param name="Lines">What is new, for the table.</param>
    internal sealed record Learned(string? Now, int Edits, IReadOnlyList<LearnedLine> Lines);
}
