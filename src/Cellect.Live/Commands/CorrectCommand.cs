using System.CommandLine;
using System.Globalization;
using Cellect.Data.Csv;
using Cellect.Data.Edits;
using Cellect.Data.Exchange.Formats;
using Cellect.Data.Recordings;
using Cellect.Live.Hosting;

namespace Cellect.Live.Commands;

/// <summary><c>correct RECORDING</c>: edits over the tracks of a recording, and what is to be looked at.</summary>
internal static class CorrectCommand
{
    public static Command Create()
    {
        var recording = new Argument<string>("RECORDING")
        {
            Description = "Folder of a live or final result; its tables stay as they are.",
        };
        var edits = new Option<string?>("--edits")
        {
            HelpName = "FILE",
            Description = "Edits to make, a line of JSON each (docs/after.md).",
        };
        var from = new Option<string?>("--from")
        {
            HelpName = "TRACKS",
            Description = "The recording's tracks, exported and changed in another program: the differences become edits.",
        };
        var undo = new Option<int?>("--undo") { HelpName = "N", Description = "Takes back edit N." };
        var redo = new Option<int?>("--redo") { HelpName = "N", Description = "Makes edit N again that was taken back." };
        var who = new Option<string?>("--who") { HelpName = "NAME", Description = "Who made the edits." };
        var queue = new Option<int?>("--queue")
        {
            HelpName = "N",
            Description = "Shows the N most doubtful places, and how many errors are to be expected.",
        };
        var population = PopulationChoice.Create();
        var command = new Command("correct", "Corrects the tracks of a recording by a log of edits beside it, edits.jsonl.")
        {
            recording,
            edits,
            from,
            undo,
            redo,
            who,
            queue,
            population,
        };
        command.SetAction(
            (parse, _) =>
                Fail.GuardAsync(() =>
                {
                    var folder = parse.GetRequiredValue(recording);
                    var channel = parse.GetValue(population);
                    if (parse.GetValue(from) is not null || parse.GetValue(queue) is not null)
                        AskWhich(folder, channel);
                    var asked = new List<Func<EditLog, IReadOnlyList<TrackEdit>>>();
                    if (parse.GetValue(edits) is { } file)
                        asked.Add(_ => EditLog.ReadFile(file));
                    if (parse.GetValue(from) is { } tracks)
                        asked.Add(log => Differences(folder, log, tracks, channel));
                    if (parse.GetValue(undo) is { } undone)
                        asked.Add(log => [Known(log, new TrackEdit { Edit = EditKind.Undo, Of = undone })]);
                    if (parse.GetValue(redo) is { } again)
                        asked.Add(log => [Known(log, new TrackEdit { Edit = EditKind.Redo, Of = again })]);
                    if (asked.Count == 0 && parse.GetValue(queue) is null)
                        throw new FormatException("nothing to do: name --edits, --from, --undo, --redo or --queue");
                    foreach (var ask in asked)
                        Make(folder, ask, parse.GetValue(who));
                    if (parse.GetValue(queue) is { } count)
                        Show(folder, count, channel);
                    return Task.FromResult(ExitCode.Done);
                })
        );
        return command;
    }

    /// <summary>An edit names its cell, and with that its population; tracks and places in doubt are of one.</summary>
    private static void AskWhich(string folder, int? channel)
    {
        if (channel is null && RecordedPopulations.Of(folder) is { Count: > 1 } there)
            throw new InvalidInputException(
                $"'{folder}' holds {there.Count} populations; say which --from and --queue are about: --population "
                    + string.Join(" or ", there.Select(population => population.Channel))
            );
    }

    /// <summary>Makes all edits or none: they are tried before the first is written.</summary>
    private static void Make(string recording, Func<EditLog, IReadOnlyList<TrackEdit>> ask, string? who)
    {
        using var log = new EditLog(recording, TimeProvider.System);
        var next = log.All.Count == 0 ? 1 : log.All[^1].N + 1;
        var edits = ask(log).Select((edit, i) => edit with { N = next + i, Who = who ?? edit.Who }).ToArray();
        EditedTracks.Try(recording, [.. log.All, .. edits]);
        foreach (var edit in edits)
            log.Append(edit);
        Console.WriteLine($"{edits.Length} edits made, {EditLog.Active(log.All).Count} in force");
    }

    private static IReadOnlyList<TrackEdit> Differences(string recording, EditLog log, string path, int? population)
    {
        var (tracks, keys) = EditedTracks.Of(recording, log.All, population).BuildWithKeys();
        return EditDifference.Of(tracks, keys, TrackFormats.Read(path, tracks.Voxel), log.All.Count == 0 ? 1 : log.All[^1].N + 1);
    }

    private static TrackEdit Known(EditLog log, TrackEdit edit) =>
        log.All.Any(other => other.N == edit.Of && other.Edit is not (EditKind.Undo or EditKind.Redo))
            ? edit
            : throw new InvalidInputException($"there is no edit {edit.Of}; the log has {log.All.Count} lines");

    private static void Show(string recording, int count, int? population)
    {
        var (tracks, keys) = EditedTracks.Of(recording, population: population).BuildWithKeys();
        var queue = ReviewQueue.Of(tracks, keys);
        Console.WriteLine("kind      t      track  doubt");
        foreach (var (kind, cell, doubt) in queue.Take(count))
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{kind.ToString().ToLowerInvariant(), -9} {cell.T, -6} {cell.Track, -6} {doubt:0.000}"
                )
            );
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{queue.Count} places in doubt; {queue.Sum(item => item.Doubt):0.0} errors to be expected, "
                    + $"{queue.Skip(count).Sum(item => item.Doubt):0.0} of them in those not shown"
            )
        );
    }
}
