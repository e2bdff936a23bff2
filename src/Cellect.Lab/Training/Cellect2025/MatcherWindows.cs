using System.Globalization;

namespace Cellect.Lab.Training.Cellect2025;

/// <summary>
/// The parts of a training in which the matchers learn. The paper's are epochs 2–7, 15–20 and 35–40 of 149 (about 0.013-0.047, 0.1-0.134,
/// 0.235-0.268); the default spreads three longer ones over the whole of a short training, the last up to its end, so that they know the
/// embeddings that they will be used with.
/// </summary>
public sealed class MatcherWindows
{
    private readonly (double From, double To)[] _windows;

    private MatcherWindows((double From, double To)[] windows) => _windows = windows;

    /// <summary>0.1 to 0.3, 0.5 to 0.65, 0.8 to 1 of the training.</summary>
    public static MatcherWindows Default { get; } = new([(0.1, 0.3), (0.5, 0.65), (0.8, 1)]);

    /// <summary>From here on the losses of single cells count.</summary>
    public double First => _windows[0].From;

    /// <summary>Reads <c>0.1-0.3,0.5-0.65,0.8-1</c>.</summary>
    /// <exception cref="FormatException">It is not a list of ascending shares of the training from 0 to 1.</exception>
    public static MatcherWindows Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var values = text.Split([',', '-'])
            .Select(t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN)
            .ToArray();
        var ascending = Enumerable.Range(0, values.Length).All(i => values[i] is >= 0 and <= 1 && (i == 0 || values[i] >= values[i - 1]));
        if (values.Length % 2 != 0 || !ascending)
            throw new FormatException(
                $"'{text}' are no windows; write ascending shares of the training from 0 to 1, such as 0.1-0.3,0.5-0.65,0.8-1"
            );
        return new MatcherWindows([.. values.Chunk(2).Select(w => (w[0], w[1]))]);
    }

    /// <summary>Whether the matchers learn.</summary>
    /// <param name="done">Share of the training, 0 to 1.</param>
    public bool Contain(double done) => _windows.Any(w => done >= w.From && done <= w.To);
}
