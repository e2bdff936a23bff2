using System.Numerics.Tensors;
using Cellect.Model.Detections;

namespace Cellect.Model.Linking;

/// <summary>
/// What the inter-frame network reads: for each cell of the newest frame the origins that are nearest to where it is expected to have
/// come from (<see cref="CommonMotion"/>). Distances in radii of the cell unless said otherwise.
/// </summary>
internal sealed class InterFrameFeatures
{
    /// <summary>Candidates a cell unless the model says otherwise (paper: the five nearest).</summary>
    public const int DefaultCandidates = 5;

    /// <summary>Values for each candidate.</summary>
    public const int PerCandidate = 25;

    /// <summary>Values for each cell.</summary>
    public const int PerCell = 10;

    /// <summary>Neighbours of a cell whose motion and places are compared, and of an origin.</summary>
    public const int NeighboursNow = 6,
        NeighboursBefore = 8;

    private const float Farthest = 10;
    private const float MostRatio = 4;

    private readonly DetectedFrame _now,
        _before;
    private readonly Origins _origins;
    private readonly int _timeStep;
    private readonly float[] _places,
        _placesBefore,
        _expectedAlone,
        _expected;
    private readonly KdTree _tree;
    private readonly Neighbourhood _near,
        _nearBefore;
    private readonly CommonMotion _motion;

    private InterFrameFeatures(DetectedFrame now, Origins origins, int timeStep, int candidates)
    {
        (_now, _origins, _before, _timeStep, Candidates) = (now, origins, origins.Frame, timeStep, candidates);
        (_places, _placesBefore, _expectedAlone) = (IsotropicCentres.Of(now), IsotropicCentres.Of(_before), IsotropicCentres.Expected(now));
        _tree = new KdTree(_placesBefore);
        _near = new Neighbourhood(new KdTree(_places), _places, NeighboursNow);
        _nearBefore = new Neighbourhood(_tree, _placesBefore, NeighboursBefore);
        _motion = CommonMotion.Of(_expectedAlone, _near, _tree, _placesBefore);
        _expected = _motion.Expected;
        Index = new int[now.Cells.Length * Candidates];
        Pairs = new float[Index.Length * PerCandidate];
        Cells = new float[now.Cells.Length * PerCell];
        Array.Fill(Index, -1);
    }

    /// <summary>Candidates a cell.</summary>
    public int Candidates { get; }

    /// <summary>[cell, candidate]: index among the origins, or -1 where there are fewer.</summary>
    public int[] Index { get; }

    /// <summary>[cell, candidate, value]. The last value is 1, or 0 where there is no candidate; the first the distance from the expected
    /// place.</summary>
    public float[] Pairs { get; }

    /// <summary>[cell, value].</summary>
    public float[] Cells { get; }

    /// <summary>[cell, axis] where each cell is expected to have come from, isotropic.</summary>
    public float[] Expected => _expected;

    /// <summary>Distance of a cell of the newest frame to its nearest neighbour there, isotropic; 0 where it is alone.</summary>
    public float Spacing(int cell) => _near.Of(cell) is { Length: > 0 } near ? Distance(_places, cell, _places, near[0]) : 0;

    /// <summary>Features of every cell of <paramref name="now"/> against the origins.</summary>
    /// <param name="now">Newest frame.</param>
    /// <param name="origins">Frame before, and remembered cells.</param>
    /// <param name="timeStep">Time points between the frames, at least 1.</param>
    /// <param name="candidates">Candidates a cell, 2 to 10.</param>
    public static InterFrameFeatures Compute(DetectedFrame now, Origins origins, int timeStep, int candidates = DefaultCandidates)
    {
        var features = new InterFrameFeatures(now, origins, timeStep, candidates);
        var claims = features.ComputeClaims();
        Span<int> found = stackalloc int[candidates];
        Span<float> squares = stackalloc float[candidates];
        for (var cell = 0; cell < now.Cells.Length; cell++)
        {
            features.FillCell(cell);
            var count = features._tree.Nearest(features._expected.AsSpan(3 * cell, 3), found, squares);
            for (var rank = 0; rank < candidates; rank++)
                features.FillPair(cell, rank, rank < count ? found[rank] : -1, claims);
            features.FillComparisons(cell, count);
        }

        return features;
    }

    /// <summary>For each origin: the nearest two cells that may have come from it, by expected place.</summary>
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

    private void FillCell(int cell)
    {
        var c = _now.Cells[cell];
        var near = _near.Of(cell);
        var row = Cells.AsSpan(cell * PerCell, PerCell);
        row[0] = c.Score;
        row[1] = c.Daughter;
        row[2] = MathF.Log(c.Radius / (5.5f * _now.Scale));
        row[3] = _timeStep - 1;
        row[4] = near.Length > 0 ? Near(Distance(_places, cell, _places, near[0]) / c.Radius) : Farthest;
        row[5] = near.Length > 0 ? _now.Cells[near[0]].Daughter : 0;
        row[6] = Near(Distance(_places, cell, _expectedAlone, cell) / c.Radius);
        row[7] = Near(_motion.Correction[cell] / c.Radius);
        row[8] = Near(_motion.Spread[cell] / c.Radius);
        row[9] = _motion.Support[cell];
    }

    private void FillPair(int cell, int rank, int candidate, (int First, float FirstDistance, float SecondDistance)[] claims)
    {
        var row = Row(cell, rank);
        if (candidate < 0)
        {
            (row[0], row[1], row[2], row[6], row[7], row[11]) = (Farthest, Farthest, Farthest, Farthest, Farthest, Farthest);
            (row[14], row[15], row[21]) = (Constellation.Worst, Constellation.Worst, Farthest);
            return;
        }

        Index[cell * Candidates + rank] = candidate;
        var radius = _now.Cells[cell].Radius;
        var rest = Distance(_expected, cell, _placesBefore, candidate);
        var claim = claims[candidate];
        var nearBefore = _nearBefore.Of(candidate);
        var steps = _timeStep + _origins.Steps[candidate];
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
        row[11] = Near(Distance(_expectedAlone, cell, _placesBefore, candidate) / radius);
        row[13] = rank == 0 ? 1 : 0;
        (row[14], row[15]) = Constellation.Misfit(_places, cell, _near.Of(cell), _placesBefore, candidate, nearBefore, radius);
        row[17] = _origins.Missed[candidate];
        row[18] = MathF.Log(steps);
        // What spreads at random spreads as the root of time.
        row[19] = Near(rest / (radius * MathF.Sqrt(steps)));
        row[20] =
            nearBefore.Length > 0
                ? Math.Min(rest / (Distance(_placesBefore, candidate, _placesBefore, nearBefore[0]) + 0.1f), MostRatio)
                : 0;
        FillMomentum(row[21..24], cell, candidate, radius, steps);
        row[24] = 1;
    }

    /// <summary>How far the cell is from where the candidate would be had it gone on as it did, how fast that was, and whether it is
    /// known.</summary>
    private void FillMomentum(Span<float> row, int cell, int candidate, float radius, int steps)
    {
        var velocity = _origins.Momentum.Velocity.AsSpan(3 * candidate, 3);
        Span<float> off = stackalloc float[3];
        for (var axis = 0; axis < 3; axis++)
            off[axis] = _places[3 * cell + axis] - _placesBefore[3 * candidate + axis] - velocity[axis] * steps;
        row[0] = Near(TensorPrimitives.Norm<float>(off) / radius);
        row[1] = Near(TensorPrimitives.Norm<float>(velocity) * steps / radius);
        row[2] = _origins.Momentum.Continued[candidate] > 0 ? 1 : 0;
    }

    /// <summary>What tells a candidate from the others, whatever the scale.</summary>
    private void FillComparisons(int cell, int count)
    {
        for (var rank = 0; rank < count; rank++)
        {
            float otherRest = Farthest,
                otherMisfit = Constellation.Worst;
            for (var other = 0; other < count; other++)
                if (other != rank)
                    (otherRest, otherMisfit) = (MathF.Min(otherRest, Row(cell, other)[0]), MathF.Min(otherMisfit, Row(cell, other)[15]));
            var row = Row(cell, rank);
            row[12] = Math.Min(row[0] / (otherRest + 0.05f), MostRatio);
            row[16] = row[15] - otherMisfit;
        }
    }

    private Span<float> Row(int cell, int rank) => Pairs.AsSpan((cell * Candidates + rank) * PerCandidate, PerCandidate);

    private static float Near(float distance) => Math.Min(distance, Farthest);

    private static float Distance(float[] a, int i, float[] b, int j)
    {
        float dz = a[3 * i] - b[3 * j],
            dy = a[3 * i + 1] - b[3 * j + 1],
            dx = a[3 * i + 2] - b[3 * j + 2];
        return MathF.Sqrt(dz * dz + dy * dy + dx * dx);
    }
}
