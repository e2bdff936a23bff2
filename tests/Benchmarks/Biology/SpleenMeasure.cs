using System.Globalization;
using System.Text;
using Cellect.Analysis.Interactions;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Stream.Simulation.Spleen;
using Cellect.Triggers.Rules;
using Microsoft.Extensions.Configuration;

namespace Cellect.Benchmarks.Biology;

/// <summary><c>sim:spleen</c>: who takes up whom, what bacteria are doing, and a rule on contacts, against the truth.</summary>
internal sealed class SpleenMeasure
{
    private const int Channels = 3,
        Bacteria = 2;
    private const int Volumes = 2;
    private const string Rules = """{"Triggers":{"Rules":[{"Name":"touches","When":{"Event":"Contact","Channel":2}}]}}""";

    private readonly SpleenTruth _truth;
    private readonly VoxelSize _voxel;
    private readonly ILookup<(int T, int Population), SpleenCell> _cells;
    private readonly Dictionary<(int T, int Track), int> _trueCell = [];
    private readonly List<Interaction> _events = [];
    private readonly List<Evaluation> _fired = [];
    private readonly Dictionary<(int T, int Cell), BodyState> _states = [];
    private readonly long[] _seen = new long[Channels];

    private SpleenMeasure(string spec, IEnumerable<TrackedFrame> frames)
    {
        using var source = SpleenSource.Open(spec);
        _voxel = source.VoxelMicrometres!.Value;
        source.ReadTruth();
        _truth = source.Truth;
        _cells = _truth.Cells.ToLookup(cell => (cell.Node.T, cell.Population));
        var interactions = new SeriesInteractions([0, 1, 2], new InteractionOptions(), source.Interval!.Value.TotalSeconds);
        var engine = new RuleEngine(Book());
        engine.BeginSeries();
        foreach (var frame in frames)
        {
            Match(frame);
            foreach (var point in interactions.Advance(frame))
                Take(point, interactions);
            _fired.AddRange(engine.Evaluate(frame).Where(evaluation => evaluation.Fires));
        }
    }

    public static void Measure(string spec, string folder)
    {
        var run = TrackedRun.Of(
            $"sim:{spec}",
            Path.Combine(folder, "live"),
            [.. Enumerable.Range(0, Channels).SelectMany(c => new[] { $"--Ingest:TrackedChannels:{c}", $"{c}" })]
        );
        new SpleenMeasure(spec, run.Frames()).Write();
        Console.WriteLine("  the same on the true places and radii:");
        new SpleenMeasure(spec, TrueFrames(spec)).Write();
    }

    private void Write()
    {
        for (var c = 0; c < Channels; c++)
            Row.Write($"channel {c}: share of the true cells found", _seen[c] / (double)_truth.Cells.Count(cell => cell.Population == c), "");
        Engulfments();
        States();
        Contacts();
    }

    private void Match(TrackedFrame frame)
    {
        var (t, c) = (frame.Header.T, frame.Header.C);
        Body[] truth = [.. _cells[(t, c)].Select(cell => Bodies.Of(cell.Node, cell.Cell, _voxel))];
        foreach (var (cell, track) in Bodies.Match(truth, Bodies.Of(frame)))
        {
            _trueCell[(t, track)] = cell;
            _seen[c]++;
        }
    }

    private void Take(InteractionFrame point, SeriesInteractions interactions)
    {
        _events.AddRange(point.Events);
        foreach (var ((t, track), cell) in _trueCell.Where(pair => pair.Key.T == point.T))
            if (interactions.StateOf(track) is { } state)
                _states[(t, cell)] = state;
    }

    private int? TrueCell(int track, int t)
    {
        for (var apart = 0; apart <= Volumes; apart++)
            if (_trueCell.TryGetValue((t - apart, track), out var cell) || _trueCell.TryGetValue((t + apart, track), out cell))
                return cell;
        return null;
    }

    private void Engulfments()
    {
        var left = _truth.Engulfments.ToList();
        var told = _events.Where(e => e.Kind == InteractionKind.Engulfed && e.Population == Bacteria).ToArray();
        var right = 0;
        foreach (var event_ in told)
        {
            var (bacterium, taker) = (TrueCell(event_.Track, event_.T), TrueCell(event_.Partner!.Value, event_.T));
            var match = left.FindIndex(e => e.Bacterium == bacterium && e.Taker == taker && Math.Abs(e.T - event_.T) <= Volumes);
            if (match < 0)
                continue;
            left.RemoveAt(match);
            right++;
        }

        // Those of the last volumes cannot be borne out.
        var last = _truth.States[^1].T;
        var missed = left.Count(e => e.T <= last - new InteractionOptions().EngulfedFrames);
        Row.Write("engulfments: precision", right / (double)told.Length, "0.9", $"{told.Length} told");
        Row.Write("engulfments: recall within two volumes", right / (double)(right + missed), "0.9", $"{right + missed} true");
    }

    private void States()
    {
        var (agree, known, all) = (0, 0, 0);
        var shares = new List<double>();
        foreach (var point in _truth.States.GroupBy(state => state.T))
        {
            var (truth, found, n) = (new double[3], new double[3], 0);
            foreach (var state in point)
            {
                all++;
                truth[(int)state.State] += 1.0 / point.Count();
                if (!_states.TryGetValue((state.T, state.Bacterium), out var mine))
                    continue;
                known++;
                n++;
                found[(int)mine]++;
                agree += (int)mine == (int)state.State ? 1 : 0;
            }

            if (n > 0)
                shares.Add(1 - (truth.Zip(found, (a, b) => Math.Abs(a - (b / n))).Sum() / 2));
        }

        Row.Write("states: bacteria that are in the true one, of those found", agree / (double)known, "0.95");
        Row.Write("states: the same, of all", agree / (double)all, "");
        Row.Write("states: shares over time that agree", shares.Average(), "");
    }

    private void Contacts()
    {
        var truth = MergedContacts();
        var (right, delays, found) = (0, new List<double>(), new HashSet<int>());
        foreach (var fired in _fired)
        {
            var bacterium = TrueCell(fired.Occurrence.Track, fired.Occurrence.EventT);
            var match = truth.FindIndex(contact =>
                contact.Bacterium == bacterium
                && fired.Occurrence.EventT >= contact.First - Volumes
                && fired.Occurrence.EventT <= contact.Last + Volumes
            );
            if (match < 0)
                continue;
            right++;
            if (found.Add(match))
                delays.Add(fired.Frame.T - truth[match].First);
        }

        var must = truth.Select((contact, i) => (contact, i)).Where(pair => pair.contact.Last > pair.contact.First).ToArray();
        Row.Write("a Contact rule: precision", right / (double)_fired.Count, "0.9", $"{_fired.Count} firings");
        Row.Write("a Contact rule: recall", must.Count(pair => found.Contains(pair.i)) / (double)must.Length, "0.85", $"{must.Length} true");
        Row.Write("a Contact rule: median delay, volumes", Statistics.Median(delays), "2");
    }

    // A rule needs two volumes to see that two cells have parted; one that is then engulfed is in contact still.
    private List<TrueContact> MergedContacts()
    {
        var merged = new List<TrueContact>();
        foreach (var pair in _truth.Contacts.GroupBy(contact => (contact.Bacterium, contact.Other)))
        foreach (var contact in pair.OrderBy(contact => contact.First))
        {
            var held = contact;
            if (_truth.Engulfments.Any(e => e.Bacterium == contact.Bacterium && e.Taker == contact.Other && e.T == contact.Last + 1))
                held = contact with { Last = contact.Last + Volumes };
            if (
                merged.Count > 0
                && merged[^1] is var before
                && before.Bacterium == contact.Bacterium
                && before.Other == contact.Other
                && contact.First - before.Last <= Volumes
            )
                merged[^1] = before with { Last = held.Last };
            else
                merged.Add(held);
        }

        return merged;
    }

    private static RuleSet Book()
    {
        var mistakes = new List<string>();
        var options = RuleFile.Read(
            new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Rules))).Build(),
            mistakes
        );
        return mistakes.Count == 0 ? new RuleSet(options, [], null) : throw new InvalidOperationException(string.Join("; ", mistakes));
    }

    // What no error of detection or linking can spoil.
    private static IEnumerable<TrackedFrame> TrueFrames(string spec)
    {
        using var source = SpleenSource.Open(spec);
        source.ReadTruth();
        foreach (var point in source.Truth.Cells.GroupBy(cell => (cell.Node.T, cell.Population)).OrderBy(group => group.Key))
            yield return new TrackedFrame
            {
                Header = new VolumeHeader
                {
                    Series = "truth",
                    T = point.Key.T,
                    C = point.Key.Population,
                    Shape = source.Shape,
                    Type = source.Type,
                    VoxelMicrometres = source.VoxelMicrometres!.Value,
                },
                TimeStep = point.Key.T == 0 ? 0 : 1,
                Stamps = default,
                Cells =
                [
                    .. point.Select(cell => new TrackedCell(
                        cell.Cell + 1,
                        -1,
                        cell.Node.Z,
                        cell.Node.Y,
                        cell.Node.X,
                        cell.Node.RadiusVoxels,
                        1,
                        0
                    )),
                ],
                Divisions = [],
            };
    }
}
