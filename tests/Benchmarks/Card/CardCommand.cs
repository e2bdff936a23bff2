using System.CommandLine;
using Cellect.Lab.Training;
using Cellect.Live.Commands;
using Cellect.Live.Hosting;
using Cellect.Stream.Simulation;

namespace Cellect.Benchmarks.Card;

/// <summary><c>card</c>: trains on simulated specimens without one group of what makes them hard, so that its worth can be measured
/// (docs/simulation.md, "What each group is worth").</summary>
internal static class CardCommand
{
    private const int Seed = 1,
        HeldOutSpecimens = 8;

    public static Command Create()
    {
        var from = new Option<string>("--from")
        {
            Description = "Model to begin with.",
            HelpName = "FILE",
            Required = true,
        };
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder of the training and its model.", Required = true };
        var without = new Option<Hardships>("--without") { Description = "What is left out: None, Mitosis, Shadows, Shape." };
        var minutes = new Option<double>("--minutes") { Description = "Training of the network.", DefaultValueFactory = _ => 20 };
        var matchers = new Option<int>("--matchers")
        {
            Description = "Sequences that the matching networks learn from.",
            DefaultValueFactory = _ => 60,
        };
        var command = new Command("card", "What a group of hardships of the simulated specimens is worth: trains without it.")
        {
            from,
            folder,
            without,
            minutes,
            matchers,
        };
        command.SetAction(
            (parse, cancel) =>
                Fail.GuardAsync(() =>
                    Task.Run(
                        () =>
                            Train(
                                new TrainingOptions
                                {
                                    From = parse.GetRequiredValue(from),
                                    NetworkMinutes = parse.GetValue(minutes),
                                    MatcherSequences = parse.GetValue(matchers),
                                    LearningRate = 1e-3,
                                    Seed = Seed,
                                },
                                Hardships.All & ~parse.GetValue(without),
                                parse.GetRequiredValue(folder),
                                cancel
                            ),
                        CancellationToken.None
                    )
                )
        );
        return command;
    }

    private static int Train(TrainingOptions options, Hardships hardships, DirectoryInfo folder, CancellationToken cancel)
    {
        folder.Create();
        var files = new TrainingFiles(folder.FullName);
        var data = new TrainingData
        {
            Simulated = n => SimulatedTraining.Network(Seed, n, hardships: hardships),
            // All of them are judged by the same specimens.
            SimulatedHeldOut = SimulatedTraining.HeldOut(Seed, HeldOutSpecimens),
        };
        new NetworkTrainer(options, Tell).Train(data, files, cancel);
        new MatcherTrainer(options, Console.WriteLine).Train(
            n => SimulatedTraining.Matchers(Seed, n, hardships),
            files.Best,
            files.Model,
            cancel
        );
        return ExitCode.Done;
    }

    private static void Tell(TrainingProgress progress)
    {
        if (progress.Line is { } line)
            Console.WriteLine(line);
    }
}
