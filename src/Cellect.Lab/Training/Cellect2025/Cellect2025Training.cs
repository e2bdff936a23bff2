using System.Globalization;

namespace Cellect.Lab.Training.Cellect2025;

/// <summary><c>train --network cellect2025</c>.</summary>
internal static class Cellect2025Training
{
    // Wider than the crop, so that crops differ in place.
    private const int Margin = 32;
    private const int HeldOutSpecimens = 4;

    // A large sequence costs memory: at the published patch 60 MB each.
    private const int MostPooledVoxels = 64_000_000;
    private const int MostPooled = 48;

    /// <summary>Options for patches such as <c>16,64</c>: slices, and rows and columns.</summary>
    /// <exception cref="FormatException">They are not two numbers, or not within their limits.</exception>
    public static TrainingOptions Options(string crop)
    {
        var parts = crop.Split(',');
        if (
            parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var depth)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var side)
            || depth is < 8 or > 64
            || side is < 32 or > 512
            || side % 16 != 0
        )
            throw new FormatException(
                $"--crop {crop} must be slices, 8 to 64, and a side, a multiple of 16 from 32 to 512; for example 16,64"
            );
        var voxels = SimulatedTraining.NetworkFrames * 36 * (side + Margin) * (side + Margin);
        return new TrainingOptions
        {
            CropDepth = depth,
            CropSide = side,
            LearningRate = 1e-3,
            SequencesPerStep = 1,
            PoolSize = Math.Clamp(MostPooledVoxels / voxels, 4, MostPooled),
        };
    }

    /// <summary>Trains and writes the model into the folder of <paramref name="files"/>.</summary>
    /// <param name="files">The training's folder, which exists.</param>
    /// <param name="options">See <see cref="Options"/>.</param>
    /// <param name="own">A user's frames; null: simulated specimens alone.</param>
    /// <param name="windows">When the matchers learn.</param>
    /// <param name="report">Receives progress.</param>
    /// <param name="cancel">Ends the training early, leaving a checkpoint and no model.</param>
    /// <returns>Whether it came to its end.</returns>
    public static bool Train(
        TrainingFiles files,
        TrainingOptions options,
        AnnotatedSeries? own,
        MatcherWindows windows,
        Action<TrainingProgress> report,
        CancellationToken cancel
    )
    {
        var side = options.CropSide + Margin;
        var data = new TrainingData
        {
            Simulated = n => SimulatedTraining.Network(options.Seed, n, side),
            SimulatedHeldOut = own is not null ? [] : SimulatedTraining.HeldOut(options.Seed, HeldOutSpecimens, side),
            Own = own,
        };
        new Cellect2025Trainer(options, windows, report).Train(data, files, cancel);
        if (cancel.IsCancellationRequested)
            return false;
        File.Copy(files.Best, files.Cellect2025Model, overwrite: true);
        return true;
    }
}
