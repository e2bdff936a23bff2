using System.CommandLine;
using Cellect.Live.Hosting;
using Cellect.Model.Training;

namespace Cellect.Live.Commands;

/// <summary><c>train</c>: trains the live model on simulated specimens.</summary>
internal static class TrainCommand
{
    // Wider than the crop, so that crops differ in place.
    private const int SpecimenSide = 128;

    private const double MatcherHaste = 4;

    // The matching networks learn from specimens that the detector has not seen.
    private const int FirstMatcherSpecimen = 10_000_000;

    public static Command Create()
    {
        var directory = new Option<DirectoryInfo>("--out") { Description = "folder for checkpoints and the finished model", Required = true };
        var minutes = new Option<double>("--minutes") { Description = "wall-clock time for the network", DefaultValueFactory = _ => 60 };
        var seed = new Option<int>("--seed") { Description = "seed of everything that is drawn", DefaultValueFactory = _ => 1 };
        var matchers = new Option<int>("--matchers") { Description = "simulated sequences that the matching networks are trained on", DefaultValueFactory = _ => 240 };
        var command = new Command("train", "Trains the live model on simulated specimens; goes on where a stopped training left off.")
        {
            directory, minutes, seed, matchers,
        };
        command.SetAction((parse, cancel) =>
        {
            var options = new TrainingOptions { NetworkMinutes = parse.GetValue(minutes), Seed = parse.GetValue(seed), MatcherSequences = parse.GetValue(matchers) };
            return Fail.GuardAsync(() => Task.Run(() => Train(parse.GetRequiredValue(directory), options, cancel), CancellationToken.None));
        });
        return command;
    }

    private static int Train(DirectoryInfo directory, TrainingOptions options, CancellationToken cancel)
    {
        directory.Create();
        var network = Path.Combine(directory.FullName, "network.safetensors");
        var model = Path.Combine(directory.FullName, "live.safetensors");
        new NetworkTrainer(options, Console.WriteLine).Train(n => SimulatedTraining.Make(options.Seed, n, SpecimenSide, SimulatedTraining.NetworkFrames), network, cancel);
        if (cancel.IsCancellationRequested)
            return Fail.With(ExitCode.Failed, $"stopped; the same command goes on from {network}");
        new MatcherTrainer(options, Console.WriteLine).Train(
            n => SimulatedTraining.Make(options.Seed, FirstMatcherSpecimen + n, SpecimenSide, SimulatedTraining.MatcherFrames, MatcherHaste), network, model, cancel);
        Console.WriteLine($"model in {model}");
        return ExitCode.Done;
    }
}
