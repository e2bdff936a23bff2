using System.CommandLine;
using Cellect.Model.Training;

namespace Cellect.Live.Commands;

/// <summary><c>train</c>: trains the live model on simulated specimens.</summary>
internal static class TrainCommand
{
    // Wider than the crop, so that crops differ in place.
    private const int SpecimenSide = 128;

    public static Command Create()
    {
        var directory = new Option<DirectoryInfo>("--out") { Description = "folder for checkpoints and the finished model", Required = true };
        var minutes = new Option<double>("--minutes") { Description = "wall-clock time for the network", DefaultValueFactory = _ => 60 };
        var seed = new Option<int>("--seed") { Description = "seed of everything that is drawn", DefaultValueFactory = _ => 1 };
        var command = new Command("train", "Trains the live model on simulated specimens; goes on where a stopped training left off.") { directory, minutes, seed };
        command.SetAction((parse, cancel) => Task.Run(() => Train(parse.GetValue(directory)!, parse.GetValue(minutes), parse.GetValue(seed), cancel), cancel));
        return command;
    }

    private static int Train(DirectoryInfo directory, double minutes, int seed, CancellationToken cancel)
    {
        directory.Create();
        var options = new TrainingOptions { NetworkMinutes = minutes, Seed = seed };
        new NetworkTrainer(options, Console.WriteLine).Train(
            n => SimulatedTraining.Make(seed, n, SpecimenSide), Path.Combine(directory.FullName, "network.safetensors"), cancel);
        return 0;
    }
}
