using System.Numerics.Tensors;
using Cellect.Model.Detections;

namespace Cellect.Model.Links;

/// <summary>
/// What the inter-frame network reads: for each cell of the newest frame the five cells of the frame before that are nearest to where it
/// is expected to have come from. Distances in radii of the cell unless said otherwise.
/// </summary>
internal sealed class InterFrameFeatures
{
    /// <summary>Candidates a cell (paper: the five nearest).</summary>
    public const int Candidates = 5;

    /// <summary>Values for each candidate.</summary>
    public const int PerCandidate = 12;

    /// <summary>Values for each cell.</summary>
    public const int PerCell = 7;

    private const float Farthest = 10;

    private readonly DetectedFrame _now, _before;
    private readonly float[] _places, _placesBefore, _expected;

    private InterFrameFeatures(DetectedFrame now, DetectedFrame before)
    {
        (_now, _before) = (now, before);
        (_places, _placesBefore, _expected) = (Places.Of(now), Places.Of(before), Places.Expected(now));
        Index = new int[now.Cells.Length * Candidates];
        Pairs = new float[Index.Length * PerCandidate];
        Cells = new float[now.Cells.Length * PerCell];
        Array.Fill(Index, -1);
    }

    /// <summary>[cell, candidate]: index in the frame before, or -1 where there are fewer.</summary>
    public int[] Index { get; }

    /// <summary>[cell, candidate, value].</summary>
    public float[] Pairs { get; }

    /// <summary>[cell, value].</summary>
    public float[] Cells { get; }

    /// <summary>Features of every cell of <paramref name="now"/> against <paramref name="before"/>.</summary>
    /// <param name="now">Newest frame.</param>
    /// <param name="before">Frame before.</param>
    /// <param name="timeStep">Time points between them, at least 1.</param>
    public static InterFrameFeatures Compute(DetectedFrame now, DetectedFrame before, int timeStep)
    {
        var features = new InterFrameFeatures(now, before);
        var claims = features.ComputeClaims();
        var tree = new KdTree(features._placesBefore);
        var neighbours = new KdTree(features._places);
        Span<int> found = stackalloc int[Candidates];
        Span<float> squares = stackalloc float[Candidates];
        for (var cell = 0; cell < now.Cells.Length; cell++)
        {
            features.FillCell(cell, neighbours, timeStep);
            var count = tree.Nearest(features._expected.AsSpan(3 * cell, 3), found, squares);
            for (var rank = 0; rank < Candidates; rank++)
                features.FillPair(cell, rank, rank < count ? found[rank] : -1, claims);
        }

        return features;
    }

    /// <summary>For each cell before: the nearest two cells that may have come from it, by expected place.</summary>
    private (int First, float FirstDistance, float SecondDistance)[] ComputeClaims()
    {
        var tree = new KdTree(_expected);
        var claims = new (int, float, float)[_before.Cells.Length];
        Span<int> found = stackalloc int[2];
        Span<float> squares = stackalloc float[2];
        for (var i = 0; i < claims.Length; i++)
        {
            var count = tree.Nearest(_placesBefore.AsSpan(3 * i, 3), found, squares);
            claims[i] = (count > 0 ? found[0] : -1, count > 0 ? MathF.Sqrt(squares[0]) : 1e6f, count > 1 ? MathF.Sqrt(squares[1]) : 1e6f);
        }

        return claims;
    }

    private void FillCell(int cell, KdTree neighbours, int timeStep)
    {
        Span<int> found = stackalloc int[2];
        Span<float> squares = stackalloc float[2];
        var c = _now.Cells[cell];
        var near = neighbours.Nearest(_places.AsSpan(3 * cell, 3), found, squares);
        // The nearest is the cell itself.
        var sibling = near > 1 ? found[0] == cell ? found[1] : found[0] : -1;
        var row = Cells.AsSpan(cell * PerCell, PerCell);
        row[0] = c.Score;
        row[1] = c.Daughter;
        row[2] = MathF.Log(c.Radius / (5.5f * _now.Scale));
        row[3] = timeStep - 1;
        row[4] = sibling >= 0 ? Near(Distance(_places, cell, _places, sibling) / c.Radius) : Farthest;
        row[5] = sibling >= 0 ? _now.Cells[sibling].Daughter : 0;
        row[6] = Near(Distance(_places, cell, _expected, cell) / c.Radius);
    }

    private void FillPair(int cell, int rank, int candidate, (int First, float FirstDistance, float SecondDistance)[] claims)
    {
        var row = Pairs.AsSpan((cell * Candidates + rank) * PerCandidate, PerCandidate);
        if (candidate < 0)
        {
            (row[0], row[1], row[2], row[6], row[7]) = (Farthest, Farthest, Farthest, Farthest, Farthest);
            return;
        }

        Index[cell * Candidates + rank] = candidate;
        var radius = _now.Cells[cell].Radius;
        var rest = Distance(_expected, cell, _placesBefore, candidate);
        var claim = claims[candidate];
        row[0] = Near(rest / radius);
        row[1] = Near(Distance(_places, cell, _placesBefore, candidate) / radius);
        row[2] = Near(MathF.Abs(_expected[3 * cell] - _placesBefore[3 * candidate]) / radius);
        row[3] = Math.Clamp(MathF.Log(_before.Cells[candidate].Radius / radius), -2, 2);
        row[4] = TensorPrimitives.Dot(_now.Embedding(cell), _before.Embedding(candidate));
        row[5] = _before.Cells[candidate].Score;
        row[6] = Near(claim.FirstDistance / radius);
        row[7] = Near(claim.SecondDistance / radius);
        row[8] = claim.First == cell ? 1 : 0;
        row[9] = Near((rest - claim.FirstDistance) / radius);
        row[10] = Near(rest / (8 * _now.Scale));
        row[11] = 1;
    }

    private static float Near(float distance) => Math.Min(distance, Farthest);

    private static float Distance(float[] a, int i, float[] b, int j)
    {
        float dz = a[3 * i] - b[3 * j], dy = a[3 * i + 1] - b[3 * j + 1], dx = a[3 * i + 2] - b[3 * j + 2];
        return MathF.Sqrt(dz * dz + dy * dy + dx * dx);
    }
}
