namespace Cellect.Data.Recordings;

/// <summary>One axis of a crop: runs of voxels, each of which becomes one sample.</summary>
/// <param name="First">The first voxel.</param>
/// <param name="End">The voxel after the last one.</param>
/// <param name="Step">Voxels of a sample; the last one may have fewer.</param>
/// <param name="Sigma">What is left to smooth, in samples.</param>
internal readonly record struct CropAxis(int First, int End, int Step, double Sigma)
{
    /// <summary>How many there are.</summary>
    public int Samples { get; } = (End - First + Step - 1) / Step;

    /// <summary>The axis around a cell's centre.</summary>
    /// <param name="centre">In voxels.</param>
    /// <param name="reach">To either side, in voxels.</param>
    /// <param name="sigma">Of the smoothing, in voxels; a sample is at most so wide.</param>
    /// <param name="size">Extent of the volume.</param>
    public static CropAxis Around(double centre, double reach, double sigma, int size)
    {
        var step = (int)Math.Clamp(sigma, 1, size);
        var first = (int)Math.Clamp(Math.Ceiling(centre - reach), 0, size);
        var end = (int)Math.Clamp(Math.Floor(centre + reach) + 1, first, size);
        // The mean of a run smooths by itself: its variance is (step² - 1) / 12.
        var left = Math.Sqrt(Math.Max(0, sigma * sigma - (step * step - 1) / 12.0));
        return new CropAxis(first, end, step, left / step);
    }

    /// <summary>The first and the last voxel of it that are no farther from a place.</summary>
    public (int First, int Last) Within(double centre, double reach) =>
        ((int)Math.Clamp(Math.Ceiling(centre - reach), First, End), (int)Math.Clamp(Math.Floor(centre + reach), First - 1, End - 1));

    /// <summary>The first voxel of a sample.</summary>
    public int From(int sample) => First + sample * Step;

    /// <summary>The voxel after its last one.</summary>
    public int To(int sample) => Math.Min(End, First + (sample + 1) * Step);

    /// <summary>Where a sample lies, in voxels.</summary>
    public double At(int sample) => (From(sample) + To(sample) - 1) / 2.0;

    /// <summary>Between which samples a voxel lies.</summary>
    /// <returns>The one before it, and the share of the way to the next; 0 where there is none.</returns>
    public (int Sample, float Share) Of(int voxel)
    {
        if (Step == 1)
            return (voxel - First, 0);
        var at = Math.Clamp((voxel - First - (Step - 1) / 2f) / Step, 0, Samples - 1);
        return ((int)at, at - (int)at);
    }
}
