using System.CommandLine;
using Cellect.Data.Exchange;
using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Lab.Training;
using Cellect.Lab.Training.Cellect2025;
using Cellect.Live.Hosting;
using Cellect.Model.Networks.Cellect2025;
using Cellect.Stream;

namespace Cellect.Live.Commands;

/// <summary><c>train</c>: trains the live model on simulated specimens, or fits a finished one to a user's own frames.</summary>
internal static class TrainCommand
{
    private const string Live = "live";

    private const int HeldOutSpecimens = 8;

    public static Command Create()
    {
        var directory = new Option<DirectoryInfo>("--out")
        {
            Description = "folder for checkpoints, curves and the finished model",
            Required = true,
        };
        var minutes = new Option<double?>("--minutes")
        {
            Description = "wall-clock time for the network (60; with --data 15); 0 with --from: the matching networks alone are trained",
        };
        var seed = new Option<int>("--seed") { Description = "seed of everything that is drawn", DefaultValueFactory = _ => 1 };
        var matchers = new Option<int>("--matchers")
        {
            Description = "simulated sequences that the matching networks are trained on",
            DefaultValueFactory = _ => 240,
        };
        var from = new Option<FileInfo?>("--from")
        {
            Description = "model to begin with: fine-tuned on --data, or without --data trained further on simulated specimens",
        };
        var data = new Option<string?>("--data") { Description = $"your own images: {VolumeSources.Legal}", HelpName = "SOURCE" };
        var points = new Option<string?>("--points")
        {
            Description =
                "annotated cells: nodes.csv, tracks.csv, a tab-separated track table, or a CTC folder such as 01_GT (docs/training.md)",
            HelpName = "FILE",
        };
        var corrections = new Option<string?>("--corrections")
        {
            Description =
                "a recording whose corrected tracks are the annotation, in place of --points; its stored volumes are the images, or --data",
            HelpName = "RECORDING",
        };
        var population = PopulationChoice.Create();
        var voxel = new Option<string?>("--voxel")
        {
            Description = "voxel size z,y,x in micrometres, where the files do not say it",
            HelpName = "z,y,x",
        };
        var radius = new Option<double?>("--radius")
        {
            Description = "radius of the cells in voxels of x, where the table has none (estimated from the images)",
        };
        var zScale = new Option<double>("--z-scale")
        {
            Description = "what the table counts a slice as; 5 in the published track tables",
            DefaultValueFactory = _ => 1,
        };
        var dense = new Option<bool>("--dense") { Description = "every cell of each annotated frame is annotated" };
        var triplets = new Option<bool>("--triplets")
        {
            Description = "embeddings by batch-hard triplets, as the paper has them, in place of the softmax",
        };
        var checkpoint = new Option<double?>("--checkpoint-minutes")
        {
            Description = "minutes between checkpoints: what a power cut can cost (5; with --data 1.5, cellect2025 3)",
        };
        var network = new Option<string>("--network")
        {
            Description = $"live, or {Cellect2025Model.Name}: CELLECT's own networks with the losses of the paper",
            DefaultValueFactory = _ => Live,
        };
        network.AcceptOnlyFromAmong(Live, Cellect2025Model.Name);
        var crop = new Option<string>("--crop")
        {
            Description =
                $"{Cellect2025Model.Name}: slices and side of the patches that it is trained and used with; 32,256 as "
                + $"published, on a graphics card",
            DefaultValueFactory = _ => "16,64",
            HelpName = "z,side",
        };
        var candidates = new Option<int>("--candidates")
        {
            Description = "origins among which a cell's is chosen, 5 to 10",
            DefaultValueFactory = _ => 5,
        };
        var windows = new Option<string?>("--matcher-windows")
        {
            Description = $"{Cellect2025Model.Name}: shares of the training in which its matchers learn (0.1-0.3,0.5-0.65,0.8-1)",
            HelpName = "a-b,...",
        };
        var keep = new Option<bool>("--keep-anyway")
        {
            Description = "with --data: keeps the fitted model even where the held-out frames do not call it better",
        };
        var ownShare = new Option<double>("--own-share")
        {
            Description = "share of the training that is your own frames, 0 to 1; the rest is simulated",
            DefaultValueFactory = _ => 0.5,
        };
        var command = new Command(
            "train",
            "Trains the live model on simulated specimens, or with --from fits one to your own frames; goes on where a "
                + "stopped training left off."
        )
        {
            directory,
            minutes,
            seed,
            matchers,
            from,
            data,
            points,
            corrections,
            population,
            voxel,
            radius,
            zScale,
            dense,
            triplets,
            network,
            crop,
            candidates,
            windows,
            keep,
            ownShare,
            checkpoint,
        };
        command.SetAction(
            (parse, cancel) =>
            {
                var fineTune = parse.GetValue(from);
                var own = (parse.GetValue(data) ?? parse.GetValue(corrections)) is not null;
                var published = parse.GetRequiredValue(network) == Cellect2025Model.Name;
                if (published)
                    return Fail.GuardAsync(() =>
                        Task.Run(
                            () =>
                                TrainPublished(
                                    parse.GetRequiredValue(directory),
                                    Published(),
                                    Own(),
                                    parse.GetValue(windows) is { } text ? MatcherWindows.Parse(text) : MatcherWindows.Default,
                                    cancel
                                ),
                            CancellationToken.None
                        )
                    );
                var options = new TrainingOptions
                {
                    MatcherCandidates = parse.GetValue(candidates),
                    OwnShare = parse.GetValue(ownShare),
                    NetworkMinutes = parse.GetValue(minutes) ?? (own ? 15 : 60),
                    Seed = parse.GetValue(seed),
                    MatcherSequences = parse.GetValue(matchers),
                    From = fineTune?.FullName,
                    KeepAnyway = parse.GetValue(keep),
                    Triplets = parse.GetValue(triplets),
                    LearningRate =
                        fineTune is null ? 2e-3
                        : own ? 3e-4
                        : 1e-3,
                    CheckpointMinutes = parse.GetValue(checkpoint) ?? (own ? 1.5 : 5),
                    PoolSize = own ? 24 : 96,
                };
                return Fail.GuardAsync(() =>
                    Task.Run(() => Train(parse.GetRequiredValue(directory), options, Own(), cancel), CancellationToken.None)
                );

                TrainingOptions Published() =>
                    Cellect2025Training.Options(parse.GetRequiredValue(crop)) with
                    {
                        NetworkMinutes = parse.GetValue(minutes) ?? 60,
                        Seed = parse.GetValue(seed),
                        From = fineTune?.FullName,
                        MatcherCandidates = parse.GetValue(candidates),
                        OwnShare = parse.GetValue(ownShare),
                        CheckpointMinutes = parse.GetValue(checkpoint) ?? 3,
                    };

                OwnFramesRequest? Own() =>
                    (parse.GetValue(data), parse.GetValue(points), parse.GetValue(corrections)) switch
                    {
                        (_, { }, { }) => throw new FormatException("--points and --corrections are both annotation: name one of them"),
                        (_, _, null) when parse.GetValue(population) is not null => throw new FormatException(
                            "--population names one of the populations of --corrections"
                        ),
                        (_, _, { }) when published => throw new FormatException(
                            $"--corrections is for the live network; {Cellect2025Model.Name} takes cellect export's csv with --points"
                        ),
                        (var images, null, { } recording) => Request(images ?? Stored(recording), recording) with
                        {
                            Voxel = Voxel()
                                ?? (images is not null && VolumeSources.IsSimulated(images) ? null : RecordedTracks.Voxel(recording)),
                            Corrections = true,
                            Population = parse.GetValue(population),
                        },
                        ({ } source, { } table, null) => Request(source, table),
                        (null, null, null) => null,
                        _ => throw new FormatException("--data and --points go together: images and the cells that are annotated in them"),
                    };

                OwnFramesRequest Request(string source, string table) =>
                    new(
                        source,
                        table,
                        Voxel(),
                        parse.GetValue(zScale),
                        parse.GetValue(radius),
                        parse.GetValue(dense),
                        parse.GetRequiredValue(network) == Cellect2025Model.Name
                    );

                VoxelSize? Voxel() => parse.GetValue(voxel) is { } text ? VoxelSize.Parse(text) : null;
            }
        );
        return command;
    }

    /// <summary>A recording as the source of its own volumes.</summary>
    private static string Stored(string recording) =>
        RecordedVolumes.IsIn(recording)
            ? recording
            : throw new FormatException(
                $"'{recording}' holds no volumes (--Record:Volumes All keeps them); name the images that it was tracked from with --data"
            );

    private static int Train(DirectoryInfo directory, TrainingOptions options, OwnFramesRequest? own, CancellationToken cancel) =>
        With(directory, options, own, cancel, (files, series) =>
        {
            var data = new TrainingData
            {
                Simulated = n => SimulatedTraining.Network(options.Seed, n),
                SimulatedMatchers = n => SimulatedTraining.Matchers(options.Seed, n),
                SimulatedHeldOut = SimulatedTraining.HeldOut(options.Seed, HeldOutSpecimens),
                Own = series,
            };
            return options.From is null || series is null
                ? OnSimulated(options, data, files, cancel)
                : FineTune(options, data, files, cancel);
        });

    private static int TrainPublished(
        DirectoryInfo directory,
        TrainingOptions options,
        OwnFramesRequest? own,
        MatcherWindows windows,
        CancellationToken cancel
    ) => With(directory, options, own, cancel, (files, series) =>
        {
            if (!TrainingDisplay.Show(report => Cellect2025Training.Train(files, options, series, windows, report, cancel)))
                return Stopped(files);
            Console.WriteLine($"model in {files.Cellect2025Model}; use it with --Model:Path {directory.FullName}");
            return ExitCode.Done;
        });

    private static int With(
        DirectoryInfo directory,
        TrainingOptions options,
        OwnFramesRequest? own,
        CancellationToken cancel,
        Func<TrainingFiles, AnnotatedSeries?, int> train
    )
    {
        Check(options, own);
        directory.Create();
        var files = new TrainingFiles(directory.FullName);
        if (own is null)
            return train(files, null);
        var (store, series) = OwnFrames.Open(own, files.Scratch, Console.WriteLine, cancel);
        using (store)
            return train(files, series);
    }

    private static int Stopped(TrainingFiles files) => Fail.With(ExitCode.Failed, $"stopped; the same command goes on from {files.Last}");

    /// <summary>Refuses what cannot be trained with.</summary>
    private static void Check(TrainingOptions options, OwnFramesRequest? own)
    {
        if (!(options.NetworkMinutes > 0 || (options.NetworkMinutes == 0 && options.From is not null)))
            throw new FormatException(
                $"--minutes is {options.NetworkMinutes}; must be above 0, or 0 with --from: the matching networks alone"
            );
        if (!(options.CheckpointMinutes > 0))
            throw new FormatException($"--checkpoint-minutes is {options.CheckpointMinutes}; must be above 0");
        if (options.MatcherCandidates is < 5 or > 10)
            throw new FormatException($"--candidates is {options.MatcherCandidates}; must be 5 to 10");
        if (options.OwnShare is not (>= 0 and <= 1))
            throw new FormatException($"--own-share is {options.OwnShare}; must be 0 to 1");
        if (own is { ZScale: not > 0 } or { Radius: not null and not (> 0 and <= 1000) })
            throw new FormatException($"--z-scale {own.ZScale} and --radius {own.Radius} must be above 0, a radius up to 1000");
    }

    private static int FineTune(TrainingOptions options, TrainingData data, TrainingFiles files, CancellationToken cancel)
    {
        var better = TrainingDisplay.Show(report => new FineTuner(options, report).Train(data, files, cancel));
        Console.WriteLine(
            better ? $"a better model in {files.Model}"
            : options.KeepAnyway ? $"the held-out frames do not call it better; {files.Model} is the fitted model all the same"
            : $"no better model was found; {files.Model} is the one you began with (--keep-anyway keeps the fitted one)"
        );
        return ExitCode.Done;
    }

    private static int OnSimulated(TrainingOptions options, TrainingData data, TrainingFiles files, CancellationToken cancel)
    {
        var network = options.NetworkMinutes == 0 ? options.From! : files.Best;
        if (options.NetworkMinutes > 0)
            TrainingDisplay.Show(report => new NetworkTrainer(options, report).Train(data, files, cancel));
        if (cancel.IsCancellationRequested)
            return Stopped(files);
        new MatcherTrainer(options, Console.WriteLine).Train(data.SimulatedMatchers, network, files.Model, cancel);
        Console.WriteLine($"model in {files.Model}");
        return ExitCode.Done;
    }
}
