using Cellect.Model.Linking;

namespace Cellect.Model.Tests.Linking;

/// <summary>Judges by distance alone: probability falls with the distance in radii, "none" counts as two radii.</summary>
internal sealed class DistanceMatcher(float daughter, float? none = null) : ICellMatcher
{
    public int Candidates => InterFrameFeatures.DefaultCandidates;

    public float[] SameCell(IntraFrameFeatures features) =>
        features.Index.Select((other, at) => other >= 0 && features.Pairs[at * IntraFrameFeatures.PerCandidate] < 0.5f ? 1f : 0f).ToArray();

    public float[] Divisions(DivisionFeatures features) => Enumerable.Repeat(daughter, features.Pairs.Count).ToArray();

    public float[] Origins(InterFrameFeatures features)
    {
        var candidates = features.Candidates;
        var cells = features.Index.Length / candidates;
        var origin = new float[cells * (candidates + 1)];
        for (var cell = 0; cell < cells; cell++)
        {
            var row = origin.AsSpan(cell * (candidates + 1), candidates + 1);
            for (var k = 0; k < candidates; k++)
                row[k] =
                    features.Index[cell * candidates + k] < 0
                        ? 0
                        : MathF.Exp(-features.Pairs[(cell * candidates + k) * InterFrameFeatures.PerCandidate] / 3);
            row[candidates] = none ?? MathF.Exp(-20f / 3);
        }

        return origin;
    }

    public void Dispose() { }
}
