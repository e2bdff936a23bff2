using System.CommandLine;
using System.Globalization;
using System.Numerics.Tensors;
using Cellect.Benchmarks.Accuracy.Ablation;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Data.Volumes;
using Cellect.Lab.Training;
using Cellect.Live.Commands;
using Cellect.Live.Hosting;
using Cellect.Model.Detections;
using Cellect.Model.Networks.Live;
using Cellect.Stream.Simulation;

namespace Cellect.Benchmarks.Scales;

/// <summary><c>scales</c>: how well the scale is chosen for simulated cells of any size (docs/model.md, "Scale").</summary>
internal static class ScalesCommand
{
    private const double LeastRadius = 3,
        MostRadius = 20;

    private static readonly (string Name, Func<SceneParameters, bool> Holds)[] Kinds =
    [
        ("nuclei, radius 3 to 5 columns", s => s.Label == CellLabel.Nucleus && s.RadiusVoxels < 5),
        ("nuclei, 5 to 9", s => s.Label == CellLabel.Nucleus && s.RadiusVoxels is >= 5 and < 9),
        ("nuclei, 9 to 20", s => s.Label == CellLabel.Nucleus && s.RadiusVoxels >= 9),
        ("membranes, 5 to 20", s => s.Label == CellLabel.Membrane),
    ];

    private sealed record Outcome(SceneParameters Scene, double AsIs, double Chosen, double Best);

    public static Command Create()
    {
        var count = new Option<int>("--count") { Description = "Specimens.", DefaultValueFactory = _ => 60 };
        var seed = new Option<int>("--seed") { Description = "Seed of the specimens.", DefaultValueFactory = _ => 5 };
        var model = new Option<string>("--model")
        {
            Description = "Model file.",
            HelpName = "FILE",
            DefaultValueFactory = _ => "models/live.safetensors",
        };
        var best = new Option<bool>("--best") { Description = "Also the best of all scales, which knows the truth: slow." };
        var real = new Option<string?>("--real")
        {
            Description = "In place of simulated cells: what each scale has to say for itself on real volumes in this folder of data sets.",
            HelpName = "DIR",
        };
        var command = new Command("scales", "How well the network's scale is chosen for simulated cells of any size (docs/model.md).")
        {
            count,
            seed,
            model,
            best,
            real,
        };
        command.SetAction(
            (parse, _) =>
                Fail.GuardAsync(() =>
                    Task.FromResult(
                        Run(
                            ModelFile.Find(parse.GetRequiredValue(model)),
                            parse.GetValue(count),
                            parse.GetValue(seed),
                            parse.GetValue(best),
                            parse.GetValue(real)
                        )
                    )
                )
        );
        return command;
    }

    private static int Run(string model, int count, int seed, bool withBest, string? real)
    {
        using var detector = ModelParts.Detector(model);
        if (real is not null)
            return Real(detector, real);
        var outcomes = Enumerable
            .Range(0, count)
            .Select(n => Measure(detector, new Random(seed * 1000 + n), withBest))
            .OfType<Outcome>()
            .ToArray();
        Console.WriteLine(
            "| cells | specimens | F1 at the source's scale | at the chosen one | at the best of all |\n|---|---|---|---|---|"
        );
        foreach (var (name, holds) in Kinds)
            if (outcomes.Where(o => holds(o.Scene)).ToArray() is { Length: > 0 } some)
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {name} | {some.Length} | {some.Average(o => o.AsIs):0.000} | "
                            + $"{some.Average(o => o.Chosen):0.000} | {some.Average(o => o.Best):0.000} |"
                    )
                );
        return ExitCode.Done;
    }

    private static int Real(IDetector detector, string data)
    {
        foreach (
            var (open, frame) in new (Func<ISpecimen> Open, int Frame)[]
            {
                (() => new TgmmSpecimen(data, 1, null), 0),
                (() => new TgmmSpecimen(data, 1, null), 3),
                (() => new IsotropicSpecimen(new TgmmSpecimen(data, 1, null)), 0),
                (() => new PlantsegSpecimen(data), 0),
                (() => new SingleVolumeSpecimen(data), 0),
                (() => new EmbryoSpecimen(data, 0, 1, null), 0),
                (() => new EmbryoSpecimen(data, 0, 1, null), 60),
                (() => new EmbryoSpecimen(data, 0, 1, null), 110),
            }
        )
        {
            using var specimen = open();
            ScaleEvidence.Print(detector, specimen, frame);
        }

        return ExitCode.Done;
    }

    private static Outcome? Measure(IDetector detector, Random random, bool withBest)
    {
        var scene = Draw(random);
        var frame = new SimulatedSpecimen(scene, (ulong)random.NextInt64()).Next();
        var truth = frame.Cells.Select(c => new TrainingCell(c.Node.Z, c.Node.Y, c.Node.X, c.Node.RadiusVoxels, -1, false)).ToArray();
        if (truth.Length == 0)
            return null;
        using var volume = PreparedVolume.From(
            new ReadOnlyTensorSpan<ushort>(frame.Voxels, [scene.Shape.Z, scene.Shape.Y, scene.Shape.X]),
            new VoxelGeometry((float)scene.Anisotropy, 1, 1)
        );
        var chosen = new NetworkScale(detector).Detect(volume, null);
        var outcome = new Outcome(
            scene,
            F1(detector.Detect(volume, null), truth),
            F1(chosen, truth),
            withBest ? Best(detector, volume, truth) : double.NaN
        );
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{scene.Label} {scene.Arrangement}, radius {scene.RadiusVoxels:0.0}, slices {scene.Anisotropy:0.0}, "
                    + $"{truth.Length} cells: scale {chosen.Scale:0.00}, F1 {outcome.AsIs:0.000} -> "
                    + $"{outcome.Chosen:0.000}, best {outcome.Best:0.000}"
            )
        );
        return outcome;
    }

    /// <summary>A random scene of training, magnified so that its cells have any radius from 3 to 20 columns.</summary>
    private static SceneParameters Draw(Random random)
    {
        var scene = SceneParameters.Random(random, new VolumeShape(random.Next(12, 30), 128, 128));
        var radius = LeastRadius * Math.Pow(MostRadius / LeastRadius, random.NextDouble());
        if (scene.Label == CellLabel.Membrane)
            radius = Math.Max(radius, 5);
        var factor = radius / scene.RadiusVoxels;
        var anisotropy = Math.Clamp(scene.Anisotropy * factor, 1, 10);
        var side = (int)Math.Clamp(128 * factor, 64, 420);
        return scene with
        {
            RadiusVoxels = radius,
            Anisotropy = anisotropy,
            Shape = new VolumeShape((int)Math.Clamp(scene.Shape.Z * scene.Anisotropy * factor / anisotropy, 8, 80), side, side),
            PsfLateralVoxels = scene.PsfLateralVoxels * factor,
            MembraneSigmaVoxels = scene.MembraneSigmaVoxels * factor,
        };
    }

    private static double Best(IDetector detector, PreparedVolume volume, TrainingCell[] truth) =>
        Enumerable
            .Range(-3, 9)
            .Max(k =>
            {
                var at = volume.At(new Sampling(k, 0));
                return F1(detector.Detect(at, null), truth);
            });

    private static double F1(DetectedFrame frame, TrainingCell[] truth) =>
        2.0 * TruthMatch.Nearest(frame, truth).Where(i => i >= 0).Distinct().Count() / (frame.Cells.Length + truth.Length);
}
