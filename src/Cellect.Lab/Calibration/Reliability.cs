namespace Cellect.Lab.Calibration;

/// <summary>How often what was said with a probability was right.</summary>
/// <param name="Bins">The bins that are not empty, by probability.</param>
/// <param name="Count">All predictions.</param>
internal sealed record Reliability(IReadOnlyList<Reliability.Bin> Bins, int Count)
{
    private const int BinCount = 10;

    /// <summary>Predictions of similar probability.</summary>
    /// <param name="Count">How many.</param>
    /// <param name="Said">Their mean probability.</param>
    /// <param name="Right">The share of them that was right.</param>
    internal readonly record struct Bin(int Count, double Said, double Right);

    /// <summary>Expected calibration error: the mean over all predictions of the distance between said and right in their bin; null without
    /// a prediction.</summary>
    public double? ExpectedError => Count == 0 ? null : Bins.Sum(bin => bin.Count * Math.Abs(bin.Said - bin.Right)) / Count;

    /// <summary>Bins a tenth wide.</summary>
    public static Reliability Even(IReadOnlyList<(float Probability, bool Right)> predictions) =>
        Of(
            predictions
                .GroupBy(p => Math.Min((int)(p.Probability * BinCount), BinCount - 1))
                .OrderBy(bin => bin.Key)
                .Select(bin => bin.ToArray()),
            predictions.Count
        );

    /// <summary>Ten bins of equally many predictions: where nearly all are near 1 the even ones see little.</summary>
    public static Reliability Adaptive(IReadOnlyList<(float Probability, bool Right)> predictions)
    {
        var sorted = predictions.OrderBy(p => p.Probability).ToArray();
        return Of(
            Enumerable
                .Range(0, BinCount)
                .Select(i => sorted[(int)((long)i * sorted.Length / BinCount)..(int)((long)(i + 1) * sorted.Length / BinCount)])
                .Where(bin => bin.Length > 0),
            predictions.Count
        );
    }

    private static Reliability Of(IEnumerable<(float Probability, bool Right)[]> bins, int count) =>
        new(
            [.. bins.Select(bin => new Bin(bin.Length, bin.Average(p => (double)p.Probability), bin.Average(p => p.Right ? 1.0 : 0.0)))],
            count
        );
}
