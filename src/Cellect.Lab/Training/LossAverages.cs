namespace Cellect.Lab.Training;

/// <summary>Means of the loss parts since they were last taken.</summary>
internal sealed class LossAverages
{
    /// <summary>Names of the parts, in the order of <see cref="Take"/>.</summary>
    public static readonly string[] Names = ["total", "centre", "foreground", "back", "radius", "daughter", "embedding"];

    private readonly double[] _sums = new double[Names.Length];
    private int _count;

    public void Add(NetworkLoss.Parts parts)
    {
        var values = new[] { parts.Total, parts.Centre, parts.Foreground, parts.Back, parts.Radius, parts.Daughter, parts.Embedding };
        for (var i = 0; i < values.Length; i++)
            _sums[i] += values[i].item<float>();
        _count++;
    }

    /// <summary>The means; what is added from now on begins anew.</summary>
    public double[] Take()
    {
        var means = Array.ConvertAll(_sums, sum => sum / Math.Max(1, _count));
        Array.Clear(_sums);
        _count = 0;
        return means;
    }
}
