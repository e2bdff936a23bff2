namespace Cellect.Lab.Training;

/// <summary>One radius for all cells of a series, read off the images around the annotated points.</summary>
internal static class RadiusEstimate
{
    /// <summary>Shortest and longest radius that can come out, voxels of x.</summary>
    public const int Least = 2,
        Most = 24;

    /// <summary>
    /// Where the mean intensity in shells around the points has fallen half way from the brightest shell to the darkest one outside it. Of
    /// a membrane label the brightest shell is the cell's rim, of a nuclear one its middle: both give the rim.
    /// </summary>
    /// <param name="shells">Sum and count of the voxels in each shell of one voxel of x: see <see cref="Collect"/>.</param>
    public static float Of((double Sum, long Count)[] shells)
    {
        var means = shells.Select(s => s.Count == 0 ? 0 : s.Sum / s.Count).ToArray();
        var brightest = Array.IndexOf(means, means.Max());
        if (brightest > means.Length - 2)
            return Most;
        var half = 0.5 * (means[brightest] + means[brightest..].Min());
        var r = brightest;
        while (r < means.Length - 1 && means[r] > half)
            r++;
        // Between the middles of two shells.
        var share = r == 0 || means[r - 1] <= means[r] ? 0 : (means[r - 1] - half) / (means[r - 1] - means[r]);
        return (float)Math.Clamp(r - 0.5 + share, Least, Most);
    }

    /// <summary>Of one cell, whose few voxels are noisy: likewise, of shells up to <paramref name="reach"/> voxels of x, the innermost
    /// three taken together.</summary>
    public static float OfCell((double Sum, long Count)[] shells, float reach)
    {
        const int core = 3;
        var kept = shells[..(int)Math.Clamp(reach + 1, core + 2, shells.Length)];
        var middle = (Sum: kept[..core].Sum(s => s.Sum), Count: kept[..core].Sum(s => s.Count));
        for (var i = 0; i < core; i++)
            kept[i] = middle;
        return Of(kept);
    }

    /// <summary>Adds the voxels around one point to the shells, of which there are <see cref="Most"/> + 1.</summary>
    public static void Collect(
        ReadOnlySpan<ushort> volume,
        (int Depth, int Height, int Width) shape,
        float anisotropy,
        AnnotatedPoint p,
        (double Sum, long Count)[] shells
    )
    {
        int reach = shells.Length,
            axial = (int)(reach / anisotropy);
        for (var z = Math.Max(0, (int)p.Z - axial); z <= Math.Min(shape.Depth - 1, (int)p.Z + axial); z++)
        for (var y = Math.Max(0, (int)p.Y - reach); y <= Math.Min(shape.Height - 1, (int)p.Y + reach); y++)
        for (var x = Math.Max(0, (int)p.X - reach); x <= Math.Min(shape.Width - 1, (int)p.X + reach); x++)
        {
            float dz = (z - p.Z) * anisotropy,
                dy = y - p.Y,
                dx = x - p.X;
            var shell = (int)MathF.Sqrt(dz * dz + dy * dy + dx * dx);
            if (shell < shells.Length)
                shells[shell] = (shells[shell].Sum + volume[(z * shape.Height + y) * shape.Width + x], shells[shell].Count + 1);
        }
    }
}
