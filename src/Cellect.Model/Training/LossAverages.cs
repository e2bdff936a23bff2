using System.Globalization;

namespace Cellect.Model.Training;

/// <summary>Means of the loss parts since they were last taken.</summary>
internal sealed class LossAverages
{
    private static readonly string[] Names = ["total", "centre", "foreground", "back", "radius", "daughter", "embedding"];
    private readonly double[] _sums = new double[Names.Length];
    private int _count;

    public void Add(NetworkLoss.Parts parts)
    {
        var values = new[] { parts.Total, parts.Centre, parts.Foreground, parts.Back, parts.Radius, parts.Daughter, parts.Embedding };
        for (var i = 0; i < values.Length; i++)
            _sums[i] += values[i].item<float>();
        _count++;
    }

    public string TakeText()
    {
        var text = string.Join(", ", Names.Select((name, i) => string.Create(CultureInfo.InvariantCulture, $"{name} {_sums[i] / _count:0.0000}")));
        Array.Clear(_sums);
        _count = 0;
        return text;
    }
}
