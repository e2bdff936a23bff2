using System.CommandLine;
using System.Globalization;
using Cellect.Analysis.Finishing;
using Cellect.Benchmarks.Accuracy.Ablation;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Live.Hosting;

namespace Cellect.Benchmarks.Finishing;

/// <summary><c>finish</c>: fragments of true tracks that are joined, rightly and wrongly; <c>finish-size</c>: time and memory.</summary>
internal static class FinishBenchmarkCommand
{
    private const int Seeds = 5;

    public static Command Joins()
    {
        var data = Data();
        var command = new Command("finish", "True tracks cut in runs of 5 to 100: which fragments are joined again (1 minute).") { data };
        command.SetAction(parse => Run(parse.GetValue(data)!));
        return command;
    }

    public static Command Size()
    {
        var cells = new Option<int>("--cells") { Description = "Cells in each time point.", DefaultValueFactory = _ => 100_000 };
        var frames = new Option<int>("--frames") { Description = "Time points.", DefaultValueFactory = _ => 200 };
        var folder = new Option<string>("--folder") { Description = "Where the recording is made, with some GB free.", Required = true };
        var command = new Command("finish-size", "Time and memory of finish on many cells; a second call measures alone.")
        {
            cells,
            frames,
            folder,
        };
        command.SetAction(parse =>
        {
            var (live, final) = (Path.Combine(parse.GetValue(folder)!, "live"), Path.Combine(parse.GetValue(folder)!, "final"));
            if (!Directory.Exists(live))
            {
                FinishSize.Write(live, parse.GetValue(cells), parse.GetValue(frames));
                Console.WriteLine($"made {live}; call again to measure");
                return;
            }

            if (Directory.Exists(final))
                Directory.Delete(final, recursive: true);
            FinishSize.Measure(live, final, new FinishOptions());
        });
        return command;
    }

    public static Command Live()
    {
        var recording = new Argument<string>("RECORDING") { Description = "The specimen, tracked." };
        var final = new Option<string?>("--final") { Description = "What cellect finish made of it." };
        var specimen = SpecimenName();
        var data = Data();
        var command = new Command("finish-live", "The final result of a recording against its live one.")
        {
            recording,
            final,
            specimen,
            data,
        };
        command.SetAction(parse =>
        {
            var score = new FinishedScore(Specimen(parse.GetValue(specimen)!, parse.GetValue(data)!));
            score.Tell("live", parse.GetRequiredValue(recording));
            if (parse.GetValue(final) is not { } folder)
                return;
            score.Tell("final", folder);
            score.TellFound(folder);
        });
        return command;
    }

    public static Command Embeddings()
    {
        var model = new Option<string>("--model") { DefaultValueFactory = _ => "models/live.safetensors" };
        var specimen = SpecimenName();
        var data = Data();
        var command = new Command("finish-embeddings", "Whether embeddings tell a cell from its neighbours after a gap.")
        {
            model,
            specimen,
            data,
        };
        command.SetAction(parse =>
        {
            using var detector = ModelParts.Detector(ModelFile.Find(parse.GetValue(model)!));
            using var cells = Specimen(parse.GetValue(specimen)!, parse.GetValue(data)!);
            EmbeddingGaps.Print(detector, cells);
        });
        return command;
    }

    private static Option<string> Data() =>
        new("--data") { Description = "Folder of the shared data.", DefaultValueFactory = _ => Path.Combine("..", "shared", "data") };

    private static Option<string> SpecimenName() =>
        new("--specimen")
        {
            Description = "embryo, ce01, or a simulated one such as lymphnode?seed=1&frames=60.",
            DefaultValueFactory = _ => "embryo",
        };

    private static ISpecimen Specimen(string name, string data) =>
        name switch
        {
            "embryo" => new EmbryoSpecimen(data, 0, 1, null),
            "ce01" => WormSpecimen.Open(data, 0.2, null),
            _ => new RenderedSpecimen(name, name, distanceMicrometres: 3),
        };

    private static int Run(string data)
    {
        Console.WriteLine("specimen                cuts   p >=  joined rightly  wrongly  (of the cuts)");
        Row("ce_embryo 90-119", TrueTracks.Embryo(data, 90));
        Row("ce_embryo 0-119", TrueTracks.Embryo(data, 0));
        Row("sim:embryo", TrueTracks.Simulated("embryo?seed=1"));
        Row("sim:lymphnode", TrueTracks.Simulated("lymphnode?seed=1"));
        return 0;
    }

    private static void Row(string name, (TrackRow[] Rows, VoxelSize Voxel, VolumeShape Shape) truth)
    {
        var cuts = 0;
        var joins = new List<(double Probability, bool Right)>();
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var cut = CutTracks.Of(truth.Rows, seed);
            cuts += cut.Continues.Count;
            foreach (var change in Finish(cut, truth.Voxel, truth.Shape))
                if (change.Kind is ChangeKind.Joined or ChangeKind.Daughter)
                    joins.Add(
                        (
                            change.Probability,
                            change.Kind == ChangeKind.Joined
                                && cut.Continues.TryGetValue(change.Track, out var before)
                                && before == change.Into
                        )
                    );
        }

        foreach (var least in new[] { 0.5, 0.8, 0.9, 0.95, 0.99 })
        {
            var told = joins.Where(join => join.Probability >= least).ToArray();
            var right = told.Count(join => join.Right);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -20} {cuts, 7} {least, 5} {right / (double)cuts, 15:P1} {(told.Length - right) / (double)cuts, 8:P1}"
                )
            );
        }
    }

    private static IReadOnlyList<TrackChange> Finish(CutTracks cut, VoxelSize voxel, VolumeShape shape)
    {
        var extent = new Place(shape.Z * voxel.Z, shape.Y * voxel.Y, shape.X * voxel.X);
        var finisher = new Finisher(new FinishOptions(), extent);
        foreach (var frame in cut.Rows.GroupBy(row => row.T))
            finisher.Add(frame.Key, [.. frame.Select(row => RecordingFinish.Physical(row.Cell, voxel))]);
        return finisher.Finish().Changes;
    }
}
