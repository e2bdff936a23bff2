using System.CommandLine;
using Cellect.Analysis.Finishing;
using Cellect.Data.Exchange;
using Cellect.Data.Recordings;
using Cellect.Lab.Searching;
using Cellect.Live.Hosting;
using Cellect.Stream;

namespace Cellect.Live.Commands;

/// <summary><c>finish RECORDING --out DIR</c>: the final result beside the live one.</summary>
internal static class FinishCommand
{
    public static Command Create()
    {
        var recording = new Argument<string>("RECORDING")
        {
            Description = "Folder that run, track or demo recorded to; it stays as it is.",
        };
        var directory = new Option<string>("--out")
        {
            Required = true,
            HelpName = "DIR",
            Description = "Folder of the final result, laid out as a recording, and of changes.csv.",
        };
        var reconnect = new Option<int>("--reconnect-frames")
        {
            DefaultValueFactory = _ => 200,
            HelpName = "N",
            Description = "A lost cell is looked for over so many time points, 1 to 10000.",
        };
        var least = new Option<int>("--min-frames")
        {
            DefaultValueFactory = _ => 0,
            HelpName = "N",
            Description = "Tracks without relatives that are seen in fewer time points are dropped, 0 to 10000.",
        };
        var images = new Option<string?>("--images")
        {
            HelpName = "SOURCE",
            Description = "What was tracked, where the recording does not hold its volumes: missed cells are looked for in it.",
        };
        var model = new Option<string?>("--model")
        {
            HelpName = "FILE",
            Description = "The model that looks for them; the one that the recording was made with.",
        };
        var population = PopulationChoice.Create();
        Bound(reconnect, 1);
        Bound(least, 0);
        var command = new Command("finish", "Joins the fragments of a recording's tracks, with what is known when it is over.")
        {
            recording,
            directory,
            reconnect,
            least,
            images,
            model,
            population,
        };
        command.SetAction(
            (parse, cancel) =>
                Fail.GuardAsync(() =>
                    Task.FromResult(
                        Run(
                            parse.GetRequiredValue(recording),
                            parse.GetRequiredValue(directory),
                            new FinishOptions(parse.GetValue(reconnect), parse.GetValue(least)),
                            parse.GetValue(population),
                            Search(
                                parse.GetRequiredValue(recording),
                                parse.GetValue(images),
                                parse.GetValue(model),
                                parse.GetValue(population),
                                cancel
                            )
                        )
                    )
                )
        );
        return command;
    }

    private static int Run(string recording, string directory, FinishOptions options, int? population, MissedCellSearch? search)
    {
        var changes = Progress.While("joining tracks", () => RecordingFinish.Run(recording, directory, options, population, search));
        var kinds = changes.CountBy(change => change.Kind).ToDictionary();
        Console.WriteLine(
            $"{Count(ChangeKind.Joined)} tracks joined, {Count(ChangeKind.Daughter) + Count(ChangeKind.Divided)} made daughters, "
                + $"{Count(ChangeKind.Dropped)} dropped"
                + (search is null ? "" : $", {Count(ChangeKind.Found)} missed cells found")
                + $"; what changed is in {Path.Combine(directory, RecordingFinish.ChangesName)}"
        );
        return ExitCode.Done;

        int Count(ChangeKind kind) => kinds.GetValueOrDefault(kind);
    }

    /// <summary>Looks for missed cells where there are images and the model; null: there are none, and nobody asked.</summary>
    private static MissedCellSearch? Search(string recording, string? images, string? model, int? population, CancellationToken cancel)
    {
        if (images is null && !RecordedVolumes.IsIn(recording))
            return model is null
                ? null
                : throw new FormatException($"--model looks for missed cells, but '{recording}' holds no volumes; name them with --images");
        var weights = model ?? SessionFile.Read(recording)?["versions"]?["model"]?.ToString();
        if (weights is null || !File.Exists(weights))
        {
            if (images is not null)
                throw new FormatException($"the model that '{recording}' was made with is not at '{weights}'; name it with --model");
            Console.WriteLine($"missed cells are not looked for: the model is not at '{weights}'; --model names it");
            return null;
        }

        return (gaps, frames, absent) =>
        {
            var voxel = RecordedTracks.Voxel(recording);
            using var source = VolumeSources.Open(
                images ?? recording,
                images is not null && VolumeSources.IsSimulated(images) ? null : voxel
            );
            if (RecordedTracks.Header(recording)?.Shape is { } shape && shape != source.Shape)
                throw new InvalidDataException(
                    $"'{recording}' was tracked in volumes of {shape} voxels, but {source.Name} has {source.Shape}"
                );
            var channel = population ?? new RecordingReader(recording).FirstPopulation;
            using var cells = new MissedCells(weights);
            return cells.Search(
                source,
                channel,
                new RecordedScale(recording, channel, (float)(voxel.Z / voxel.X)).At,
                gaps,
                frames,
                absent,
                cancel
            );
        };
    }

    private static void Bound(Option<int> option, int least)
    {
        const int Most = 10_000;
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < least || value > Most))
                result.AddError($"{option.Name} must be {least} to {Most}");
        });
    }
}
