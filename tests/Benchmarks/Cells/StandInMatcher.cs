using Cellect.Model.Links;
using Cellect.Model.Torch;
using TorchSharp;

namespace Cellect.Benchmarks.Cells;

/// <summary>
/// For as long as there is no trained model: the real networks do their work untrained, and their answers are replaced by what
/// distances say, for noise would be assigned unlike anything that happens.
/// </summary>
internal sealed class StandInMatcher : ICellMatcher
{
    private const float SameRadii = 0.5f, NoneRadii = 1.5f, PerRadius = 4;
    private readonly CellMatcher _untrained;

    public StandInMatcher()
    {
        torch.random.manual_seed(1);
        _untrained = new CellMatcher(new IntraFrameMatcher(), new InterFrameMatcher(), new DivisionMatcher());
    }

    public float[] SameCell(IntraFrameFeatures features)
    {
        var same = _untrained.SameCell(features);
        for (var i = 0; i < same.Length; i++)
            same[i] = features.Index[i] >= 0 && features.Pairs[i * IntraFrameFeatures.PerCandidate] < SameRadii ? 0.99f : 0;
        return same;
    }

    public float[] Origins(InterFrameFeatures features)
    {
        const int candidates = InterFrameFeatures.Candidates;
        var origin = _untrained.Origins(features);
        for (var cell = 0; cell < features.Index.Length / candidates; cell++)
        {
            var row = origin.AsSpan(cell * (candidates + 1), candidates + 1);
            row[candidates] = MathF.Exp(-PerRadius * NoneRadii);
            var sum = row[candidates];
            for (var k = 0; k < candidates; k++)
                sum += row[k] = features.Index[cell * candidates + k] < 0
                    ? 0 : MathF.Exp(-PerRadius * features.Pairs[(cell * candidates + k) * InterFrameFeatures.PerCandidate]);
            for (var k = 0; k <= candidates; k++)
                row[k] /= sum;
        }

        return origin;
    }

    public float[] Divisions(DivisionFeatures features)
    {
        const int daughters = 6;
        var divisions = _untrained.Divisions(features);
        for (var i = 0; i < divisions.Length; i++)
            divisions[i] = features.Values[i * DivisionFeatures.PerPair + daughters];
        return divisions;
    }

    public void Dispose() => _untrained.Dispose();
}
