using System.Globalization;
using Cellect.Analysis.Interactions;
using Cellect.Analysis.Traces;
using Cellect.Data.Csv;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Stream.Simulation;

namespace Cellect.Benchmarks.Biology;

/// <summary><c>sim:neurons</c>: traces of the tracked cells, and of places that stay where they were, against the truth; spikes.</summary>
internal static class NeuronScene
{
    // Of shorter tracks the tremble is not known.
    private const int LeastFrames = 20;

    private sealed class Neuron
    {
        public readonly Dictionary<int, double> Truth = [];
        public readonly HashSet<int> Spikes = [];
        public readonly Dictionary<int, int> Tracks = [];

        // The paper's F, where the cell was at first: its ΔF/F0 takes off and divides by a constant, which no correlation sees.
        public readonly Dictionary<int, double> Fixed = [];
    }

    public static void Measure(string spec, string folder)
    {
        var run = TrackedRun.Of($"sim:{spec}", Path.Combine(folder, "live"), "--Analysis:Traces", "true");
        var neurons = Read(spec, run.Frames().ToDictionary(frame => frame.Header.T));
        var traces = Traces(run.Folder);
        var (tracked, still, covered) = (new List<double>(), new List<double>(), new List<double>());
        var (right, found, there) = (0, 0, 0);
        foreach (var neuron in neurons.Values.Where(neuron => neuron.Truth.Count >= 100 && neuron.Spikes.Count > 0))
        {
            there += neuron.Spikes.Count;
            Add(still, neuron, neuron.Fixed);
            if (neuron.Tracks.Count == 0 || !traces.TryGetValue(neuron.Tracks.MaxBy(pair => (pair.Value, -pair.Key)).Key, out var trace))
            {
                tracked.Add(0);
                covered.Add(0);
                continue;
            }

            Add(tracked, neuron, trace);
            covered.Add(trace.Keys.Count(neuron.Truth.ContainsKey) / (double)neuron.Truth.Count);
        }

        var owners = Owners(neurons);
        foreach (var (cell, neuron) in neurons.Where(pair => pair.Value.Truth.Count >= 100 && pair.Value.Spikes.Count > 0))
        {
            var spikes = owners[cell]
                .Where(track => traces.TryGetValue(track, out var trace) && trace.Count >= LeastFrames)
                .SelectMany(track => SpikeFinder.Find(traces[track]))
                .Distinct()
                .ToList();
            found += spikes.Count;
            right += SpikeFinder.Matches(spikes, neuron.Spikes);
        }

        var (precision, recall) = (right / (double)found, right / (double)there);
        Row.Write("correlation of ΔF/F0 with the truth, median: tracked", Statistics.Median(tracked), "0.95");
        Row.Write("  the same at a fixed place", Statistics.Median(still), "told");
        Row.Write("  share of the neurons tracked above 0.95", tracked.Count(value => value >= 0.95) / (double)tracked.Count, "");
        Row.Write("  share of a neuron's frames in its longest track, median", Statistics.Median(covered), "", $"{tracked.Count} neurons");
        Row.Write(
            "spikes, F1 (at most one volume apart)",
            2 * precision * recall / (precision + recall),
            "0.9",
            string.Create(CultureInfo.InvariantCulture, $"precision {precision:0.000}, recall {recall:0.000}, {there} spikes")
        );
    }

    // A neuron has the tracks that are on it more often than on any other: where a track breaks, its rest is another one.
    private static ILookup<int, int> Owners(Dictionary<int, Neuron> neurons) =>
        neurons
            .SelectMany(pair => pair.Value.Tracks.Select(track => (Cell: pair.Key, Track: track.Key, Frames: track.Value)))
            .GroupBy(on => on.Track)
            .Select(on => on.MaxBy(one => (one.Frames, -one.Cell)))
            .ToLookup(on => on.Cell, on => on.Track);

    private static void Add(List<double> correlations, Neuron neuron, Dictionary<int, double> trace)
    {
        var times = trace.Keys.Where(neuron.Truth.ContainsKey).Order().ToArray();
        correlations.Add(
            Statistics.Correlation([.. times.Select(t => trace[t])], [.. times.Select(t => neuron.Truth[t])]) ?? 0
        );
    }

    private static Dictionary<int, Neuron> Read(string spec, Dictionary<int, TrackedFrame> frames)
    {
        using var source = SimulatedVolumeSource.Open(spec);
        var neurons = new Dictionary<int, Neuron>();
        var fixedPlaces = new SeriesTraces(0, new TraceOptions(), keepFrames: 20);
        TrackedCell[]? places = null;
        var done = 0;
        foreach (var volume in source.Read("truth", new VolumePool(), default))
        {
            using (volume)
            {
                var now = source.TruthCells.Skip(done).ToArray();
                done += now.Length;
                places ??= [.. now.Select(Place)];
                foreach (var row in fixedPlaces.Advance(Frame(volume.Header, places), volume, 0))
                    Of(row.Track).Fixed[row.T] = row.Signal.Centre;
                foreach (var cell in now)
                {
                    Of(cell.Cell).Truth[cell.Node.T] = cell.Relative;
                    if (cell.Fires)
                        Of(cell.Cell).Spikes.Add(cell.Node.T);
                }

                if (!frames.TryGetValue(volume.Header.T, out var frame))
                    continue;
                Body[] truth = [.. now.Select(cell => Bodies.Of(cell.Node, cell.Cell, volume.Header.VoxelMicrometres))];
                foreach (var (cell, track) in Bodies.Match(truth, Bodies.Of(frame)))
                    Of(cell).Tracks[track] = Of(cell).Tracks.GetValueOrDefault(track) + 1;
            }
        }

        return neurons;

        Neuron Of(int cell)
        {
            if (!neurons.TryGetValue(cell, out var neuron))
                neurons.Add(cell, neuron = new Neuron());
            return neuron;
        }
    }

    private static TrackedCell Place(SimulatedCell cell) =>
        new(cell.Cell, -1, cell.Node.Z, cell.Node.Y, cell.Node.X, cell.Node.RadiusVoxels, 1, 0);

    private static TrackedFrame Frame(VolumeHeader header, TrackedCell[] cells) =>
        new()
        {
            Header = header,
            TimeStep = 1,
            Stamps = default,
            Cells = cells,
            Divisions = [],
        };

    private static Dictionary<int, Dictionary<int, double>> Traces(string folder)
    {
        var traces = new Dictionary<int, Dictionary<int, double>>();
        foreach (var row in new CsvTable(Path.Combine(folder, BiologyFiles.Traces)).Rows("t", "track", "dff"))
            if (row.Values[2].Length > 0)
            {
                var track = (int)row.Integer(1);
                if (!traces.TryGetValue(track, out var trace))
                    traces.Add(track, trace = []);
                trace[row.Frame(0)] = row.Real(2);
            }

        return traces;
    }
}
