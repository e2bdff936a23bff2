using System.Globalization;

namespace Cellect.Replay;

/// <summary>How fast volumes are sent.</summary>
/// <param name="Hertz">Volumes a second; null: the source's own time step.</param>
/// <param name="IsMax">As fast as the receiver takes them.</param>
/// <param name="Speed">How many times as fast as the source's own timing.</param>
internal readonly record struct ReplayRate(double? Hertz, bool IsMax, double Speed = 1)
{
    public static readonly ReplayRate Original = new(null, false);

    public static readonly ReplayRate Max = new(null, true);

    /// <exception cref="FormatException">Not <c>1x</c>, <c>max</c> or a rate.</exception>
    public static ReplayRate Parse(string text) =>
        text switch
        {
            "1x" => Original,
            "max" => Max,
            [.. var times, 'x']
                when double.TryParse(times, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed)
                    && speed is >= 1e-3 and <= 1e4 => new ReplayRate(null, false, speed),
            _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var hertz) && hertz is >= 1e-5 and <= 1e4 =>
                new ReplayRate(hertz, false),
            _ => throw new FormatException(
                $"rate '{text}' is not legal; write 1x (the source's own timing), 4x (four times as fast), volumes a "
                    + $"second (0.00001 to 10000), or max"
            ),
        };

    /// <summary>Time from one volume to the next; zero: no waiting.</summary>
    /// <param name="original">The source's time step, or null when unknown.</param>
    /// <exception cref="FormatException">The original timing is asked for and unknown.</exception>
    public TimeSpan Interval(TimeSpan? original) =>
        IsMax ? TimeSpan.Zero
        : Hertz is { } hertz ? TimeSpan.FromSeconds(1 / hertz)
        : original / Speed
            ?? throw new FormatException("the source does not say its time step; give --rate HZ (volumes a second) or --rate max");
}
