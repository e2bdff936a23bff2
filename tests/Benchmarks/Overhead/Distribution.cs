namespace Cellect.Benchmarks.Overhead;

/// <summary>Times of many volumes in milliseconds.</summary>
internal sealed class Distribution(string name)
{
    private readonly List<double> _milliseconds = [];

    public string Name { get; } = name;

    public double Median => Percentile(0.5);

    public double P95 => Percentile(0.95);

    public void Add(double nanoseconds) => _milliseconds.Add(nanoseconds / 1e6);

    public override string ToString() => $"{Name, -44}{Median, 10:0.000}{P95, 10:0.000}";

    /// <summary>Nearest rank.</summary>
    private double Percentile(double fraction)
    {
        var sorted = _milliseconds.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(fraction * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
