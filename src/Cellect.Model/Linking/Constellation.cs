namespace Cellect.Model.Linking;

/// <summary>
/// How well the neighbours of a cell, moved with it, fall on the neighbours of an origin: a cue that needs no expectation of the motion.
/// </summary>
internal static class Constellation
{
    /// <summary>The worst that a neighbour can do, in radii; also what a cell without neighbours gets.</summary>
    public const float Worst = 4;

    /// <summary>Median and mean over the cell's neighbours of the distance to the origin's neighbour that fits best, in radii.</summary>
    public static (float Median, float Mean) Misfit(
        ReadOnlySpan<float> places,
        int cell,
        ReadOnlySpan<int> near,
        ReadOnlySpan<float> placesBefore,
        int origin,
        ReadOnlySpan<int> nearBefore,
        float radius
    )
    {
        if (near.Length == 0 || nearBefore.Length == 0)
            return (Worst, Worst);
        float dz = placesBefore[3 * origin] - places[3 * cell],
            dy = placesBefore[3 * origin + 1] - places[3 * cell + 1],
            dx = placesBefore[3 * origin + 2] - places[3 * cell + 2];
        Span<float> misfits = stackalloc float[near.Length];
        var sum = 0f;
        for (var k = 0; k < near.Length; k++)
        {
            var n = 3 * near[k];
            float z = places[n] + dz,
                y = places[n + 1] + dy,
                x = places[n + 2] + dx;
            var best = float.PositiveInfinity;
            foreach (var other in nearBefore)
            {
                float ez = placesBefore[3 * other] - z,
                    ey = placesBefore[3 * other + 1] - y,
                    ex = placesBefore[3 * other + 2] - x;
                best = MathF.Min(best, ez * ez + ey * ey + ex * ex);
            }

            misfits[k] = MathF.Min(MathF.Sqrt(best) / radius, Worst);
            sum += misfits[k];
        }

        misfits.Sort();
        return (misfits[near.Length / 2], sum / near.Length);
    }
}
