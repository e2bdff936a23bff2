using Cellect.Model.Detections;

namespace Cellect.Lab.Training.Cellect2025;

/// <summary>
/// A step's crop: the same part of three time points 1 to 3 frames apart, for two passes, (t, t+s) and (t+s, t+2s'). Turned and mirrored,
/// which the paper does not do and which costs nothing; intensities are left as they are.
/// </summary>
/// <param name="options">Crop and seed.</param>
/// <param name="rescale">Background to 0 and bright cells to about 2,000 counts first, as the finished model does.</param>
/// <param name="random">Draws.</param>
internal sealed class Cellect2025Sampler(TrainingOptions options, bool rescale, Random random)
{
    // The last frame of a series is read against itself.
    private const double LastFrameShare = 0.08;
    private const double SkipShare = 0.3;

    /// <summary>Images and targets of a crop.</summary>
    /// <param name="Images">Three, [z, y, x], ln(1 + 1900 + counts).</param>
    /// <param name="Targets">Of the two passes.</param>
    /// <param name="Geometry">Voxel distances.</param>
    internal sealed record Sample(float[][] Images, Cellect2025Targets[] Targets, VoxelGeometry Geometry);

    /// <summary>A random crop of a sequence of at least 3 frames.</summary>
    public Sample Draw(TrainingSequence sequence)
    {
        var times = PickTimes(sequence.Frames);
        var view = new CropView(random, sequence, options.CropDepth, options.CropSide);
        var images = times.Select(t => view.Cut(sequence.Volumes[t], Cellect2025Transform.Of(sequence, t, rescale))).ToArray();
        foreach (var image in images.Distinct())
            Cellect2025Transform.Finish(image);
        var maps = times
            .Select(t => new CellMap(
                [.. sequence.Cells[t].Select(view.Place)],
                options.CropDepth,
                options.CropSide,
                sequence.Geometry.Anisotropy
            ))
            .ToArray();
        var targets = Enumerable
            .Range(0, 2)
            .Select(p => new Cellect2025Targets(
                maps[p],
                maps[p + 1],
                CropSampler.Lineage(sequence, times[p], times[p + 1]),
                sequence.Dense && sequence.LinksKnown,
                Dark(sequence, view, times[p])
            ))
            .ToArray();
        return new Sample(images, targets, sequence.Geometry);
    }

    private int[] PickTimes(int frames)
    {
        if (random.NextDouble() < LastFrameShare)
        {
            var stride = PickStride(frames - 1);
            var first = random.Next(frames - stride);
            return [first, first + stride, first + stride];
        }

        int earlier = PickStride(frames - 2),
            later = PickStride(frames - 1 - earlier);
        var start = random.Next(frames - earlier - later);
        return [start, start + earlier, start + earlier + later];
    }

    /// <summary>Frames to the next one, 1 to 3 where there are as many.</summary>
    private int PickStride(int most) => Math.Min(most, random.NextDouble() < SkipShare ? 2 + random.Next(2) : 1);

    /// <summary>[z, y, x]: known to be background where nothing is annotated; null: everywhere.</summary>
    private bool[]? Dark(TrainingSequence sequence, CropView view, int t)
    {
        if (sequence.DarkUpTo is not { } upTo || float.IsPositiveInfinity(upTo[t]))
            return null;
        var coarse = view.Dark(sequence.Volumes[t], upTo[t]);
        int side = options.CropSide,
            half = side / 2;
        var dark = new bool[options.CropDepth * side * side];
        for (var i = 0; i < dark.Length; i++)
            dark[i] = coarse[(i / (side * side) * half + i / side % side / 2) * half + i % side / 2];
        return dark;
    }
}
