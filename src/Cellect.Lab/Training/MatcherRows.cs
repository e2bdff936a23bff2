using System.Runtime.InteropServices;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using static TorchSharp.torch;

namespace Cellect.Lab.Training;

/// <summary>Features and true answers for the matching networks, gathered from what the detector finds on annotated sequences.</summary>
/// <param name="candidates">Candidates a cell, 2 to 10.</param>
internal sealed class MatcherRows(int candidates)
{
    private const float LeastThreshold = 0.45f,
        MostThreshold = 0.9f;
    private const int MemoryFrames = 2;

    // Cells that are found are dropped so that the memory has something to be right about; links are broken so that it has something to
    // be wrong about: a cell that goes on and is remembered all the same.
    private const double MostDropped = 0.15,
        BrokenLinks = 0.03;

    private readonly List<float> _intraPairs = [],
        _intraSame = [],
        _intraValid = [],
        _interPairs = [],
        _interCells = [];
    private readonly List<long> _origin = [];
    private readonly List<Transition> _transitions = [];

    /// <summary>Two linked frames, kept for the division network, which reads what the inter-frame network says of them.</summary>
    private sealed record Transition(
        DetectedFrame Now,
        int[] Truth,
        Origins Origins,
        int[] TruthBefore,
        (int Parent, bool Daughter)[] Lineage,
        int TimeStep,
        InterFrameFeatures Features
    );

    public int IntraRows => _intraSame.Count / IntraFrameFeatures.Candidates;

    public int InterRows => _origin.Count;

    /// <summary>Adds what was found in a sequence.</summary>
    public void Add(DetectedSequence found, Random random)
    {
        // In use the threshold is higher than here, and nobody knows where: the matchers meet all of them.
        var threshold = LeastThreshold + (MostThreshold - LeastThreshold) * random.NextSingle();
        var dropped = MostDropped * random.NextDouble();
        var memory = new CellMemory(MemoryFrames);
        var ancestors = new List<(int Time, int Cell)>();
        for (var i = 0; i < found.Times.Length; i++)
        {
            var time = found.Times[i];
            var truth = TruthMatch.Nearest(found.Frames[i], found.Sequence.Cells[time]);
            AddIntra(found.Frames[i], truth);
            var (frame, frameTruth) = KeepOneEach(found.Frames[i], truth, threshold, dropped, random);
            var step = i == 0 ? 1 : found.TimeStep(i);
            var parents = new int[frame.Cells.Length];
            Array.Fill(parents, -1);
            if (memory.Origins is { } origins)
                AddInter(found.Sequence, time, frame, frameTruth, origins, ancestors, step, parents);
            for (var cell = 0; cell < parents.Length; cell++)
                if (random.NextDouble() < BrokenLinks)
                    parents[cell] = -1;
            var kept = memory.Advance(frame, parents, step);
            ancestors = [.. frameTruth.Select(cell => (time, cell)), .. kept.Select(k => ancestors[k])];
        }
    }

    public (Tensor Pairs, Tensor Same, Tensor Valid) IntraBatch(int[] rows) =>
        (
            Gather(_intraPairs, rows, [IntraFrameFeatures.Candidates, IntraFrameFeatures.PerCandidate]),
            Gather(_intraSame, rows, [IntraFrameFeatures.Candidates]),
            Gather(_intraValid, rows, [IntraFrameFeatures.Candidates])
        );

    public (Tensor Pairs, Tensor Cells, Tensor Origin) InterBatch(int[] rows) =>
        (
            Gather(_interPairs, rows, [candidates, InterFrameFeatures.PerCandidate]),
            Gather(_interCells, rows, [InterFrameFeatures.PerCell]),
            tensor(rows.Select(r => _origin[r]).ToArray())
        );

    /// <summary>[pair, value] and [pair] 1 for a true division, as the trained inter-frame network leaves them.</summary>
    public (List<float> Values, List<float> Divides) DivisionRows(ICellMatcher matcher)
    {
        var (values, divides) = (new List<float>(), new List<float>());
        foreach (var step in _transitions)
        {
            var features = DivisionFeatures.Compute(step.Now, step.Origins, step.Features, matcher.Origins(step.Features), step.TimeStep);
            values.AddRange(features.Values);
            divides.AddRange(features.Pairs.Select(pair => IsTrue(step, pair) ? 1f : 0f));
        }

        return (values, divides);
    }

    /// <summary>[row, …] of a table of values.</summary>
    public static Tensor Gather(List<float> values, int[] rows, long[] shape)
    {
        var size = (int)shape.Aggregate(1L, (a, b) => a * b);
        var gathered = new float[rows.Length * size];
        var all = CollectionsMarshal.AsSpan(values);
        for (var i = 0; i < rows.Length; i++)
            all.Slice(rows[i] * size, size).CopyTo(gathered.AsSpan(i * size));
        return tensor(gathered, [rows.Length, .. shape]);
    }

    private static bool IsTrue(Transition step, DivisionFeatures.Pair pair)
    {
        var (first, second, mother) = (step.Truth[pair.First], step.Truth[pair.Second], step.TruthBefore[pair.Mother]);
        return first >= 0
            && second >= 0
            && first != second
            && mother >= 0
            && step.Lineage[first] == (mother, true)
            && step.Lineage[second] == (mother, true);
    }

    private void AddIntra(DetectedFrame frame, int[] truth)
    {
        var features = IntraFrameFeatures.Compute(frame);
        _intraPairs.AddRange(features.Pairs);
        for (var i = 0; i < features.Index.Length; i++)
        {
            int cell = i / IntraFrameFeatures.Candidates,
                other = features.Index[i];
            _intraSame.Add(other >= 0 && truth[cell] >= 0 && truth[cell] == truth[other] ? 1 : 0);
            _intraValid.Add(other >= 0 && (truth[cell] >= 0 || truth[other] >= 0) ? 1 : 0);
        }
    }

    private void AddInter(
        TrainingSequence sequence,
        int time,
        DetectedFrame now,
        int[] truth,
        Origins origins,
        List<(int Time, int Cell)> ancestors,
        int timeStep,
        int[] parents
    )
    {
        if (now.Cells.Length == 0 || origins.Frame.Cells.Length == 0)
            return;
        var features = InterFrameFeatures.Compute(now, origins, timeStep, candidates);
        var lineages = ancestors.Select(a => a.Time).Distinct().ToDictionary(t => t, t => CropSampler.Lineage(sequence, t, time));
        _interPairs.AddRange(features.Pairs);
        _interCells.AddRange(features.Cells);
        if (origins.Previous > 0)
            _transitions.Add(
                new Transition(now, truth, origins, [.. ancestors.Select(a => a.Cell)], lineages[ancestors[0].Time], timeStep, features)
            );
        for (var cell = 0; cell < now.Cells.Length; cell++)
        {
            var rank = TrueOrigin(features.Index.AsSpan(cell * candidates, candidates), truth[cell], origins, ancestors, lineages);
            _origin.Add(rank < 0 ? candidates : rank);
            parents[cell] = rank < 0 ? -1 : features.Index[cell * candidates + rank];
        }
    }

    /// <summary>
    /// Rank of the candidate that is the cell or its mother, or -1; of several the one seen last. A remembered cell is the origin of a cell
    /// only when no division lies between.
    /// </summary>
    private static int TrueOrigin(
        ReadOnlySpan<int> index,
        int cell,
        Origins origins,
        List<(int Time, int Cell)> ancestors,
        Dictionary<int, (int Parent, bool Daughter)[]> lineages
    )
    {
        var best = -1;
        for (var rank = 0; cell >= 0 && rank < index.Length && index[rank] >= 0; rank++)
        {
            var (time, ancestor) = ancestors[index[rank]];
            var (parent, daughter) = lineages[time][cell];
            var missed = origins.Missed[index[rank]];
            if (ancestor < 0 || ancestor != parent || (daughter && missed > 0))
                continue;
            if (best < 0 || missed < origins.Missed[index[best]])
                best = rank;
        }

        return best;
    }

    /// <summary>What the merger will leave, near enough: one detection for each true cell, and now and then a second one or none.</summary>
    private static (DetectedFrame Frame, int[] Truth) KeepOneEach(
        DetectedFrame frame,
        int[] truth,
        float threshold,
        double dropped,
        Random random
    )
    {
        var taken = new HashSet<int>();
        var kept = Enumerable
            .Range(0, truth.Length)
            .OrderByDescending(i => frame.Cells[i].Score)
            .Where(i => frame.Cells[i].Score >= threshold)
            .Where(i => truth[i] < 0 || taken.Add(truth[i]) || random.NextDouble() < 0.1)
            .Where(_ => random.NextDouble() >= dropped)
            .Order()
            .ToArray();
        return (frame.Select(kept), kept.Select(i => truth[i]).ToArray());
    }
}
