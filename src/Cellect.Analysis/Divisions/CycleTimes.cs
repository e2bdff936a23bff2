namespace Cellect.Analysis.Divisions;

/// <summary>
/// How long cells take from their birth by a division to their own division: the Kaplan-Meier estimate of the share that has not
/// divided, S(age) = Π (1 - divisions / at risk). Tracks that end undivided, whatever the reason, count as censored at their last age.
/// Cells whose birth was not seen are left out: when they were born is not known.
/// </summary>
/// <remarks>
/// Ages are counted in time points, so that memory is bounded by the longest cycle rather than by the number of cells; the seconds of an
/// age are the mean over those who divided or ended at it. Where intervals change much within a series, ages of one count differ.
/// </remarks>
internal sealed class CycleTimes
{
    private readonly List<Age> _ages = [];
    private double _seconds;

    /// <summary>Cells that were seen to be born and to divide.</summary>
    public long Divided { get; private set; }

    /// <summary>Cells that were seen to be born, and whose track ended without a division.</summary>
    public long Censored { get; private set; }

    /// <summary>Mean cycle of those that divided, s; shorter than the truth while most have not: <see cref="Curve"/> is not.</summary>
    public double? MeanSeconds => Divided > 0 ? _seconds / Divided : null;

    /// <summary>A cell divides.</summary>
    /// <param name="timePoints">Its age, at least 1.</param>
    /// <param name="seconds">The same in seconds.</param>
    public void Divide(int timePoints, double seconds)
    {
        At(timePoints, seconds, divided: 1, censored: 0);
        Divided++;
        _seconds += seconds;
    }

    /// <summary>A track ends undivided.</summary>
    /// <inheritdoc cref="Divide"/>
    public void Censor(int timePoints, double seconds)
    {
        At(timePoints, seconds, divided: 0, censored: 1);
        Censored++;
    }

    /// <summary>The estimate, a step at each age at which cells divided.</summary>
    /// <param name="living">Ages of the cells that live and were seen to be born, time points.</param>
    public IReadOnlyList<SurvivalStep> Curve(IEnumerable<int> living)
    {
        var still = new long[_ages.Count + 1];
        foreach (var age in living)
            still[Math.Clamp(age, 0, _ages.Count)]++;
        var atRisk = new long[_ages.Count + 1];
        atRisk[^1] = still[^1];
        for (var age = _ages.Count - 1; age >= 0; age--)
            atRisk[age] = atRisk[age + 1] + still[age] + _ages[age].Divided + _ages[age].Censored;
        return Steps(atRisk);
    }

    /// <summary>The age at which half the cells have divided, s; null where fewer have.</summary>
    public static double? Median(IReadOnlyList<SurvivalStep> curve)
    {
        foreach (var step in curve)
            if (step.Undivided <= 0.5)
                return step.Seconds;
        return null;
    }

    private List<SurvivalStep> Steps(long[] atRisk)
    {
        var steps = new List<SurvivalStep>();
        var (undivided, greenwood) = (1.0, 0.0);
        for (var age = 0; age < _ages.Count; age++)
        {
            var at = _ages[age];
            if (at.Divided == 0)
                continue;
            undivided *= 1 - ((double)at.Divided / atRisk[age]);
            if (atRisk[age] > at.Divided)
                greenwood += at.Divided / ((double)atRisk[age] * (atRisk[age] - at.Divided));
            steps.Add(
                new SurvivalStep(
                    at.Seconds / (at.Divided + at.Censored),
                    undivided,
                    undivided * Math.Sqrt(greenwood),
                    atRisk[age],
                    at.Divided
                )
            );
        }

        return steps;
    }

    private void At(int timePoints, double seconds, int divided, int censored)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(timePoints);
        while (_ages.Count <= timePoints)
            _ages.Add(default);
        var age = _ages[timePoints];
        _ages[timePoints] = new Age(age.Divided + divided, age.Censored + censored, age.Seconds + seconds);
    }

    private readonly record struct Age(long Divided, long Censored, double Seconds);
}
