using System.Numerics.Tensors;
using Cellect.Model.Detections;

namespace Cellect.Model.Linking;

/// <summary>
/// What the division network reads: for each cell of the frame before, the pairs among the three cells of the newest frame that most
/// probably came from it. Distances in radii of the cell before. The first of a pair is the more probable successor.
/// </summary>
internal sealed class DivisionFeatures
{
    /// <summary>Values for each pair.</summary>
    public const int PerPair = 36;

    // A third successor takes part so that a wrong first or second one does not hide a division.
    private const int Claimants = 3;
    private const float LeastClaim = 0.02f;
    private const float Farthest = 10,
        MostRatio = 4;
    private const int LongContinued = 8;

    private readonly DetectedFrame _now,
        _before;
    private readonly Momentum _momentum;
    private readonly float _usualRadius,
        _usualRadiusBefore;
    private readonly InterFrameFeatures _features;
    private readonly float[] _origin,
        _places,
        _placesBefore,
        _expected;
    private readonly List<float> _values = [];

    private DivisionFeatures(DetectedFrame now, Origins origins, InterFrameFeatures features, float[] origin)
    {
        (_now, _before, _momentum, _features, _origin) = (now, origins.Frame, origins.Momentum, features, origin);
        (_places, _placesBefore, _expected) = (IsotropicCentres.Of(now), IsotropicCentres.Of(_before), IsotropicCentres.Expected(now));
        (_usualRadius, _usualRadiusBefore) = (MedianRadius(now), MedianRadius(_before));
    }

    /// <summary>A possible division.</summary>
    /// <param name="Mother">Index in the frame before.</param>
    /// <param name="First">Index in the newest frame.</param>
    /// <param name="Second">Index in the newest frame.</param>
    internal readonly record struct Pair(int Mother, int First, int Second);

    /// <summary>The possible divisions.</summary>
    public List<Pair> Pairs { get; } = [];

    /// <summary>[pair, value].</summary>
    public float[] Values { get; private set; } = [];

    /// <summary>The possible divisions between two frames. Remembered cells are no mothers: a cell that was missed has not been seen to
    /// divide.</summary>
    /// <param name="now">Newest frame.</param>
    /// <param name="origins">Frame before, and remembered cells.</param>
    /// <param name="features">What the inter-frame network read.</param>
    /// <param name="origin">[cell, candidate + none] what it said.</param>
    /// <param name="timeStep">Time points between the frames, at least 1.</param>
    public static DivisionFeatures Compute(DetectedFrame now, Origins origins, InterFrameFeatures features, float[] origin, int timeStep)
    {
        var result = new DivisionFeatures(now, origins, features, origin);
        var claims = result.Claims();
        for (var mother = 0; mother < origins.Previous; mother++)
        for (var i = 0; i < Claimants; i++)
        for (var j = i + 1; j < Claimants; j++)
            if (claims[mother * Claimants + j] is >= 0 and var second)
                result.Add(new Pair(mother, claims[mother * Claimants + i], second), timeStep);
        result.Values = [.. result._values];
        return result;
    }

    /// <summary>[mother, rank] the cells that most probably came from her, most probable first; -1 where there are fewer.</summary>
    private int[] Claims()
    {
        var claims = new int[_before.Cells.Length * Claimants];
        Array.Fill(claims, -1);
        for (var at = 0; at < _features.Index.Length; at++)
        {
            var mother = _features.Index[at];
            if (mother >= 0 && Claim(at) >= LeastClaim)
                Insert(claims.AsSpan(mother * Claimants, Claimants), at / _features.Candidates, mother);
        }

        return claims;
    }

    /// <summary>Keeps a row sorted by claim; what falls off its end is no claimant.</summary>
    private void Insert(Span<int> row, int cell, int mother)
    {
        var rank = row.Length;
        while (rank > 0 && (row[rank - 1] < 0 || Claim(row[rank - 1], mother) < Claim(cell, mother)))
            rank--;
        if (rank == row.Length)
            return;
        row[rank..^1].CopyTo(row[(rank + 1)..]);
        row[rank] = cell;
    }

    private void Add(Pair pair, int timeStep)
    {
        var (mother, first, second) = pair;
        var radius = _before.Cells[mother].Radius;
        var (a, b) = (_now.Cells[first], _now.Cells[second]);
        var velocity = _momentum.Velocity.AsSpan(3 * mother, 3);
        Span<float> toFirst = stackalloc float[3],
            toSecond = stackalloc float[3],
            middle = stackalloc float[3],
            goneOn = stackalloc float[3];
        TensorPrimitives.Multiply(velocity, timeStep, goneOn);
        for (var axis = 0; axis < 3; axis++)
        {
            toFirst[axis] = _places[3 * first + axis] - _placesBefore[3 * mother + axis];
            toSecond[axis] = _places[3 * second + axis] - _placesBefore[3 * mother + axis];
            middle[axis] = (toFirst[axis] + toSecond[axis]) / 2;
        }

        float lengthFirst = TensorPrimitives.Norm<float>(toFirst),
            lengthSecond = TensorPrimitives.Norm<float>(toSecond);
        Pairs.Add(pair);
        ReadOnlySpan<float> values =
        [
            Claim(first, mother),
            Claim(second, mother),
            None(first),
            None(second),
            a.Daughter,
            b.Daughter,
            MathF.Sqrt(a.Daughter * b.Daughter),
            Near(lengthFirst / radius),
            Near(lengthSecond / radius),
            Near(Distance(_expected, first, _placesBefore, mother) / radius),
            Near(Distance(_expected, second, _placesBefore, mother) / radius),
            Near(TensorPrimitives.Norm<float>(middle) / radius),
            Near(Distance(_places, first, _places, second) / radius),
            TensorPrimitives.Dot<float>(toFirst, toSecond) / (lengthFirst * lengthSecond + 1e-3f),
            MathF.Abs(MathF.Log(a.Radius / b.Radius)),
            Math.Clamp(MathF.Log((a.Radius + b.Radius) / (2 * radius)), -2, 2),
            TensorPrimitives.Dot(_now.Embedding(first), _now.Embedding(second)),
            TensorPrimitives.Dot(_now.Embedding(first), _before.Embedding(mother)),
            TensorPrimitives.Dot(_now.Embedding(second), _before.Embedding(mother)),
            Elsewhere(second, mother),
            timeStep - 1,
            a.Score,
            b.Score,
            _before.Cells[mother].Score,
            Near(Distance(_features.Expected, first, _placesBefore, mother) / radius),
            Near(Distance(_features.Expected, second, _placesBefore, mother) / radius),
            // Sisters are nearer to each other than to anyone else.
            Math.Min(
                Distance(_places, first, _places, second) / (MathF.Min(_features.Spacing(first), _features.Spacing(second)) + 0.1f),
                MostRatio
            ),
            Relative(radius, _usualRadiusBefore),
            Relative(a.Radius, _usualRadius),
            Relative(b.Radius, _usualRadius),
            // A mother rounds up and rests, her daughters part to both sides of her, and she was not born a moment ago.
            Near(TensorPrimitives.Norm<float>(goneOn) / radius),
            Near(TensorPrimitives.Distance<float>(toFirst, goneOn) / radius),
            Near(TensorPrimitives.Distance<float>(toSecond, goneOn) / radius),
            _momentum.Continued[mother] > 0 ? 1 : 0,
            Math.Min(_momentum.Continued[mother], LongContinued) / (float)LongContinued,
            Elsewhere(first, mother),
        ];
        _values.AddRange(values);
    }

    private float None(int cell) => _origin[cell * (_features.Candidates + 1) + _features.Candidates];

    /// <summary>The best claim of a cell on another origin.</summary>
    private float Elsewhere(int cell, int mother)
    {
        var best = 0f;
        for (var k = 0; k < _features.Candidates; k++)
        {
            var at = cell * _features.Candidates + k;
            if (_features.Index[at] >= 0 && _features.Index[at] != mother)
                best = Math.Max(best, Claim(at));
        }

        return best;
    }

    private float Claim(int at) => _origin[at / _features.Candidates * (_features.Candidates + 1) + at % _features.Candidates];

    private float Claim(int cell, int mother)
    {
        var rank = _features.Index.AsSpan(cell * _features.Candidates, _features.Candidates).IndexOf(mother);
        return rank < 0 ? 0 : Claim(cell * _features.Candidates + rank);
    }

    private static float Relative(float radius, float usual) => Math.Clamp(MathF.Log(radius / usual), -2, 2);

    private static float MedianRadius(DetectedFrame frame)
    {
        if (frame.Cells.Length == 0)
            return 1;
        var radii = Array.ConvertAll(frame.Cells, c => c.Radius);
        Array.Sort(radii);
        return radii[radii.Length / 2];
    }

    private static float Near(float distance) => Math.Min(distance, Farthest);

    private static float Distance(float[] a, int i, float[] b, int j) => TensorPrimitives.Distance(a.AsSpan(3 * i, 3), b.AsSpan(3 * j, 3));
}
