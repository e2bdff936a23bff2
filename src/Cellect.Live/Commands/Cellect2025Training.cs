using System.Globalization;
using Cellect.Lab.Training;
using Cellect.Lab.Training.Cellect2025;
using Cellect.Live.Hosting;

namespace Cellect.Live.Commands;

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

    /// <summary>Trains and writes the model.</summary>
    public static int Train(
        DirectoryInfo directory,
        TrainingOptions options,
        OwnFramesRequest? own,
        MatcherWindows windows,
        CancellationToken cancel
    )
    {
        TrainCommand.Check(options, own);
        directory.Create();
        var files = new TrainingFiles(directory.FullName);
        FrameStore? store = null;
        AnnotatedSeries? series = null;
        if (own is not null)
            (store, series) = OwnFrames.Open(own, files.Scratch, Console.WriteLine, cancel);
        using (store)
        {
            var side = options.CropSide + Margin;
            var data = new TrainingData
            {
                Simulated = n => SimulatedTraining.Make(options.Seed, n, side, SimulatedTraining.NetworkFrames),
                SimulatedHeldOut = series is not null
                    ? []
                    :
                    [
                        .. Enumerable
                            .Range(0, HeldOutSpecimens)
                            .Select(n =>
                                SimulatedTraining.Make(
                                    options.Seed,
                                    TrainCommand.FirstHeldOutSpecimen + n,
                                    side,
                                    SimulatedTraining.NetworkFrames
                                )
                            ),
                    ],
                Own = series,
            };
            TrainingDisplay.Show(report =>
            {
                new Cellect2025Trainer(options, windows, report).Train(data, files, cancel);
                return true;
            });
        }

        if (cancel.IsCancellationRequested)
            return Fail.With(ExitCode.Failed, $"stopped; the same command goes on from {files.Last}");
        File.Copy(files.Best, files.Cellect2025Model, overwrite: true);
        Console.WriteLine($"model in {files.Cellect2025Model}; use it with --Model:Path {directory.FullName}");
        return ExitCode.Done;
    }
}
