using Cellect.Model.Linking;

namespace Cellect.Model.Calibration;

/// <summary>
/// What a session shows of the meaning of a probability, learned as it goes: slope and offset on the log-odds, most probable after each
/// thing that was seen, under the prior and within the bounds of <see cref="VerdictFit"/>. Each step is Newton's, by all that was seen
/// before; what was seen long ago weighs less and less, so that the map follows the specimen, slowly. Five numbers.
/// </summary>
internal sealed class RunningMap
{
    /// <summary>Numbers in a <see cref="State"/>.</summary>
    public const int Numbers = 5;

    // What is left of the weight of what was seen, after one frame more: a hundred frames count.
    private const double Kept = 0.99;

    private const double SlopePrior = 1 / (VerdictFit.SlopeDeviation * VerdictFit.SlopeDeviation),
        OffsetPrior = 1 / (VerdictFit.OffsetDeviation * VerdictFit.OffsetDeviation);

    // The map, and how sure it is: the precision of slope and offset, and what they have in common.
    private double _slope = 1,
        _offset,
        _ofSlope = SlopePrior,
        _ofOffset = OffsetPrior,
        _ofBoth;

    /// <summary>The map; the identity while nothing was seen.</summary>
    public ProbabilityMap Map => new(_slope, _offset);

    /// <summary>What it knows; to go on in another process.</summary>
    public double[] State => [_slope, _offset, _ofSlope, _ofOffset, _ofBoth];

    /// <summary>Nothing was seen.</summary>
    public void Reset() => (_slope, _offset, _ofSlope, _ofOffset, _ofBoth) = (1, 0, SlopePrior, OffsetPrior, 0);

    /// <summary>Goes on with what another process knew; from nothing where that cannot be.</summary>
    /// <param name="state">A <see cref="State"/>.</param>
    public void Resume(ReadOnlySpan<double> state)
    {
        Reset();
        if (
            state[0] is >= VerdictFit.LeastSlope and <= VerdictFit.MostSlope
            && Math.Abs(state[1]) <= VerdictFit.MostOffset
            && state[2] >= SlopePrior
            && state[3] >= OffsetPrior
            && state[2] * state[3] - state[4] * state[4] is > 0 and < double.PositiveInfinity
        )
            (_slope, _offset, _ofSlope, _ofOffset, _ofBoth) = (state[0], state[1], state[2], state[3], state[4]);
    }

    /// <summary>One frame more.</summary>
    public void Forget() =>
        (_ofSlope, _ofOffset, _ofBoth) = (
            SlopePrior + Kept * (_ofSlope - SlopePrior),
            OffsetPrior + Kept * (_ofOffset - OffsetPrior),
            Kept * _ofBoth
        );

    /// <summary>One thing that was seen.</summary>
    /// <param name="probability">What was said of it, before this map.</param>
    /// <param name="right">Whether it was so.</param>
    /// <param name="weight">How much it says, above 0; 1: as much as a word of a person.</param>
    public void Learn(double probability, bool right, double weight)
    {
        var x = ProbabilityMap.LogOdds(probability);
        var p = 1 / (1 + Math.Exp(-(_slope * x + _offset)));
        var sure = weight * p * (1 - p);
        (_ofSlope, _ofOffset, _ofBoth) = (_ofSlope + sure * x * x, _ofOffset + sure, _ofBoth + sure * x);
        var determinant = _ofSlope * _ofOffset - _ofBoth * _ofBoth;
        var wrong = weight * ((right ? 1 : 0) - p);
        _slope = Math.Clamp(_slope + wrong * (_ofOffset * x - _ofBoth) / determinant, VerdictFit.LeastSlope, VerdictFit.MostSlope);
        _offset = Math.Clamp(_offset + wrong * (_ofSlope - _ofBoth * x) / determinant, -VerdictFit.MostOffset, VerdictFit.MostOffset);
    }
}
