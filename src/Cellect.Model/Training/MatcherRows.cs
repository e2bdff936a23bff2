using Cellect.Model.Detections;
using Cellect.Model.Links;
using Cellect.Model.Torch;
using static TorchSharp.torch;

namespace Cellect.Model.Training;

/// <summary>Features and true answers for the matching networks, gathered from what the detector finds on annotated sequences.</summary>
internal sealed class MatcherRows
{
    private const int Candidates = InterFrameFeatures.Candidates;
    private const float LeastThreshold = 0.45f, MostThreshold = 0.9f;
    private readonly List<float> _intraPairs = [], _intraSame = [], _intraValid = [], _interPairs = [], _interCells = [];
    private readonly List<long> _origin = [];
    private readonly List<Transition> _transitions = [];

    /// <summary>Two linked frames, kept for the division network, which reads what the inter-frame network says of them.</summary>
    private sealed record Transition(
        DetectedFrame Now, int[] Truth, DetectedFrame Before, int[] TruthBefore, (int Parent, bool Daughter)[] Lineage, int TimeStep, InterFrameFeatures Features);

    public int IntraRows => _intraSame.Count / IntraFrameFeatures.Candidates;

    public int InterRows => _origin.Count;

    /// <summary>Runs the detector over a sequence, skipping a frame now and then, and adds what it finds.</summary>
    public void Add(TrainingSequence sequence, LiveDetector detector, Random random, ScoreSurvey scores)
    {
        PreparedVolume? previousVolume = null;
        (DetectedFrame Frame, int[] Truth)? previous = null;
        var previousTime = 0;
        // In use the threshold is higher than here, and nobody knows where: the matchers meet all of them.
        var threshold = LeastThreshold + (MostThreshold - LeastThreshold) * random.NextSingle();
        for (var t = 0; t < sequence.Frames; t++)
        {
            if (t > 0 && t < sequence.Frames - 1 && random.NextDouble() < 0.15)
                continue;
            var volume = PreparedVolume.From(
                new System.Numerics.Tensors.ReadOnlyTensorSpan<ushort>(sequence.Volumes[t], [sequence.Depth, sequence.Height, sequence.Width]), sequence.Geometry);
            var found = detector.Detect(volume, previousVolume);
            var truth = TruthMatch.Nearest(found, sequence.Cells[t]);
            scores.Add(found, truth, sequence.Cells[t].Length);
            AddIntra(found, truth);
            var (frame, frameTruth) = KeepOneEach(found, truth, threshold, random);
            if (previous is { } before)
                AddInter(frame, frameTruth, before.Frame, before.Truth, CropSampler.Lineage(sequence, previousTime, t), t - previousTime);
            previousVolume?.Dispose();
            (previousVolume, previous, previousTime) = (volume, (frame, frameTruth), t);
        }

        previousVolume?.Dispose();
    }

    public (Tensor Pairs, Tensor Same, Tensor Valid) IntraBatch(int[] rows) => (
        Gather(_intraPairs, rows, [Candidates, IntraFrameFeatures.PerCandidate]), Gather(_intraSame, rows, [Candidates]), Gather(_intraValid, rows, [Candidates]));

    public (Tensor Pairs, Tensor Cells, Tensor Origin) InterBatch(int[] rows) => (
        Gather(_interPairs, rows, [Candidates, InterFrameFeatures.PerCandidate]),
        Gather(_interCells, rows, [InterFrameFeatures.PerCell]),
        tensor(rows.Select(r => _origin[r]).ToArray()));

    /// <summary>[pair, value] and [pair] 1 for a true division, as the trained inter-frame network leaves them.</summary>
    public (float[] Values, float[] Divides) DivisionRows(ICellMatcher matcher)
    {
        var (values, divides) = (new List<float>(), new List<float>());
        foreach (var step in _transitions)
        {
            var features = DivisionFeatures.Compute(step.Now, step.Before, step.Features, matcher.Origins(step.Features), step.TimeStep);
            values.AddRange(features.Values);
            divides.AddRange(features.Pairs.Select(pair => IsTrue(step, pair) ? 1f : 0f));
        }

        return ([.. values], [.. divides]);
    }

    private static bool IsTrue(Transition step, DivisionFeatures.Pair pair)
    {
        var (first, second, mother) = (step.Truth[pair.First], step.Truth[pair.Second], step.TruthBefore[pair.Mother]);
        return first >= 0 && second >= 0 && first != second && mother >= 0
            && step.Lineage[first] == (mother, true) && step.Lineage[second] == (mother, true);
    }

    private void AddIntra(DetectedFrame frame, int[] truth)
    {
        var features = IntraFrameFeatures.Compute(frame);
        _intraPairs.AddRange(features.Pairs);
        for (var i = 0; i < features.Index.Length; i++)
        {
            int cell = i / Candidates, other = features.Index[i];
            _intraSame.Add(other >= 0 && truth[cell] >= 0 && truth[cell] == truth[other] ? 1 : 0);
            _intraValid.Add(other >= 0 && (truth[cell] >= 0 || truth[other] >= 0) ? 1 : 0);
        }
    }

    private void AddInter(DetectedFrame now, int[] truth, DetectedFrame before, int[] truthBefore, (int Parent, bool Daughter)[] lineage, int timeStep)
    {
        if (now.Cells.Length == 0 || before.Cells.Length == 0)
            return;
        var features = InterFrameFeatures.Compute(now, before, timeStep);
        _interPairs.AddRange(features.Pairs);
        _interCells.AddRange(features.Cells);
        _transitions.Add(new Transition(now, truth, before, truthBefore, lineage, timeStep, features));
        for (var cell = 0; cell < now.Cells.Length; cell++)
        {
            var parent = truth[cell] >= 0 ? lineage[truth[cell]].Parent : -1;
            long origin = Candidates;
            for (var k = 0; k < Candidates; k++)
            {
                var candidate = features.Index[cell * Candidates + k];
                if (candidate >= 0 && parent >= 0 && truthBefore[candidate] == parent)
                {
                    origin = k;
                    break;
                }
            }

            _origin.Add(origin);
        }
    }

    /// <summary>What the merger will leave, near enough: one detection for each true cell, and now and then a second one.</summary>
    private static (DetectedFrame Frame, int[] Truth) KeepOneEach(DetectedFrame frame, int[] truth, float threshold, Random random)
    {
        var taken = new HashSet<int>();
        var kept = Enumerable.Range(0, truth.Length).OrderByDescending(i => frame.Cells[i].Score)
            .Where(i => frame.Cells[i].Score >= threshold)
            .Where(i => truth[i] < 0 || taken.Add(truth[i]) || random.NextDouble() < 0.1).Order().ToArray();
        var length = DetectedFrame.EmbeddingLength;
        var embeddings = new float[kept.Length * length];
        for (var i = 0; i < kept.Length; i++)
            frame.Embedding(kept[i]).CopyTo(embeddings.AsSpan(i * length));
        return (new DetectedFrame(kept.Select(i => frame.Cells[i]).ToArray(), embeddings, frame.Geometry, null), kept.Select(i => truth[i]).ToArray());
    }

    public static Tensor Gather(IReadOnlyList<float> values, int[] rows, long[] shape)
    {
        var size = shape.Aggregate(1L, (a, b) => a * b);
        var gathered = new float[rows.Length * size];
        for (var i = 0; i < rows.Length; i++)
            for (var k = 0; k < size; k++)
                gathered[i * size + k] = values[(int)(rows[i] * size + k)];
        return tensor(gathered, [rows.Length, .. shape]);
    }
}
