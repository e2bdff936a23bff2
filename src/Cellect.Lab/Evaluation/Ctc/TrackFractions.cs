namespace Cellect.Lab.Evaluation.Ctc;

/// <summary>TF: mean over the detected reference tracks of the longest fraction that one result label follows without a break.</summary>
internal static class TrackFractions
{
    /// <param name="sequence">The matched sequence.</param>
    /// <param name="stopAtComplete">
    /// As the official program and py-ctcmetrics do: a result label that follows one reference track wholly is not looked at for
    /// reference tracks of higher labels, so that the value can depend on the order of the labels.
    /// </param>
    /// <returns>Null where no track is detected.</returns>
    public static double? Compute(CtcSequence sequence, bool stopAtComplete)
    {
        var best = new SortedDictionary<int, double>();
        foreach (var followed in Followed(TrackAssignment.Of(sequence)).OrderBy(result => result.Key))
        {
            foreach (var (reference, fraction) in followed.Value)
            {
                if (best.GetValueOrDefault(reference) == 1)
                    continue;
                best[reference] = Math.Max(best.GetValueOrDefault(reference), fraction);
                if (stopAtComplete && fraction == 1)
                    break;
            }
        }
        return best.Count == 0 ? null : best.Values.Average();
    }

    /// <summary>For each result label the longest unbroken fraction of each reference track.</summary>
    private static Dictionary<int, SortedDictionary<int, double>> Followed(IReadOnlyDictionary<int, int[]> assigned)
    {
        var followed = new Dictionary<int, SortedDictionary<int, double>>();
        foreach (var (reference, labels) in assigned)
        {
            var run = 0;
            for (var i = 0; i < labels.Length; i++)
            {
                run =
                    labels[i] == 0 ? 0
                    : i > 0 && labels[i] == labels[i - 1] ? run + 1
                    : 1;
                if (run == 0)
                    continue;
                if (!followed.TryGetValue(labels[i], out var fractions))
                    followed[labels[i]] = fractions = [];
                fractions[reference] = Math.Max(fractions.GetValueOrDefault(reference), (double)run / labels.Length);
            }
        }
        return followed;
    }
}
