using Cellect.Model.Detections;

namespace Cellect.Model.Linking;

/// <summary>
/// How bright each cell was when it was last seen, and how bright it usually is: a nucleus that is about to divide condenses over some
/// frames and shines, and its daughters are as bright as it was. Relative to the median cell of its frame; two numbers a track.
/// </summary>
/// <param name="Last">[cell] brightness when it was last seen; 1 where nothing is known.</param>
/// <param name="Usual">[cell] before that. Rises slowly and falls soon, so that condensing does not hide itself.</param>
internal sealed record Condensation(float[] Last, float[] Usual)
{
    private const float Rising = 0.15f,
        Falling = 0.5f;

    // Weights of the evidence, fitted on a real embryo (docs/notebook/real-cells-tracking.md), and what one look may say at most.
    private const float Rise = 1.5f,
        Bright = 2f,
        Dim = 1.5f;

    // Daughters with two thirds of their mother's brightness are as bright as she was.
    private const float UsualDim = 0.4f;

    private const float MostRise = 0.7f,
        MostBright = 1,
        MostDim = 1.5f,
        Most = 2.5f;

    // Below this share of the median cell all are equally dark.
    private const float Darkest = 0.02f;

    /// <summary>Of cells of which nothing is known.</summary>
    public static Condensation Unknown(int cells)
    {
        var ones = new float[cells];
        Array.Fill(ones, 1);
        return new Condensation(ones, ones);
    }

    /// <summary>Of the cells of a frame that has been linked, and of remembered ones after them.</summary>
    /// <param name="now">The frame.</param>
    /// <param name="old">Of what its cells may have come from.</param>
    /// <param name="parents">For each cell the index of its origin, or -1; empty for a first frame.</param>
    /// <param name="kept">Origins that are remembered.</param>
    public static Condensation Of(DetectedFrame now, Condensation old, ReadOnlySpan<int> parents, int[] kept)
    {
        var (brightness, cells) = (now.Brightness, now.Cells.Length);
        if (brightness.Length == 0)
            return Unknown(cells + kept.Length);
        var children = new int[old.Last.Length];
        foreach (var parent in parents)
            if (parent >= 0)
                children[parent]++;
        var (last, usual) = (new float[cells + kept.Length], new float[cells + kept.Length]);
        for (var cell = 0; cell < cells; cell++)
        {
            var parent = parents.IsEmpty ? -1 : parents[cell];
            last[cell] = brightness[cell];
            usual[cell] = parent >= 0 && children[parent] == 1 ? old.After(parent) : brightness[cell];
        }

        for (var k = 0; k < kept.Length; k++)
            (last[cells + k], usual[cells + k]) = (old.Last[kept[k]], old.Usual[kept[k]]);
        return new Condensation(last, usual);
    }

    /// <summary>What the brightness of three cells adds to the log-odds of their being a mother and her daughters; 0 for cells as bright as
    /// any.</summary>
    /// <param name="mother">Index of the mother.</param>
    /// <param name="first">Brightness of one daughter.</param>
    /// <param name="second">Brightness of the other.</param>
    public float Evidence(int mother, float first, float second)
    {
        var (now, usual, dimmer) = (Lit(Last[mother]), Lit(Usual[mother]), Lit(MathF.Min(first, second)));
        var evidence =
            Rise * Math.Clamp(MathF.Log(now / usual), 0, MostRise)
            + Bright * Math.Clamp(MathF.Log(now), 0, MostBright)
            + Dim * Math.Clamp(MathF.Log(dimmer / now) + UsualDim, -MostDim, 0);
        return Math.Clamp(evidence, -Most, Most);
    }

    private static float Lit(float brightness) => (MathF.Max(brightness, 0) + Darkest) / (1 + Darkest);

    private float After(int cell)
    {
        var share = Last[cell] < Usual[cell] ? Falling : Rising;
        return Usual[cell] + share * (Last[cell] - Usual[cell]);
    }
}
