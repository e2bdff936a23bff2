using System.CommandLine;
using System.Globalization;
using Cellect.Analysis.Graphs;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Data.Csv;
using Cellect.Data.Edits;
using Cellect.Data.Exchange;
using Cellect.Lab.Evaluation;

namespace Cellect.Benchmarks.Clicks;

/// <summary><c>corrections</c>: how many errors words of people on a recording of the real embryo mend.</summary>
internal static class CorrectionsCommand
{
    private const int Seeds = 5;

    public static Command Create()
    {
        var recording = new Argument<string>("RECORDING") { Description = "The real embryo, tracked." };
        var data = new Option<string>("--data")
        {
            Description = "Folder of the shared data.",
            DefaultValueFactory = _ => Path.Combine("..", "shared", "data"),
        };
        var first = new Option<int>("--first") { Description = "Frame of the embryo with which the recording begins." };
        var count = new Option<int>("--count") { Description = "Words.", DefaultValueFactory = _ => 50 };
        var write = new Option<bool>("--write") { Description = "Appends the words from the head of the queue to the recording's log." };
        var command = new Command(
            "corrections",
            "Words on a recording of the real embryo, said by a script that knows the truth, from the head of the queue and at random."
        )
        {
            recording,
            data,
            first,
            count,
            write,
        };
        command.SetAction(parse =>
        {
            var folder = parse.GetRequiredValue(recording);
            var tracks = EditedTracks.Confirmed(folder);
            using var embryo = new EmbryoSpecimen(parse.GetValue(data)!, parse.GetValue(first), 1, tracks.Frames);
            var edits = Run(embryo, tracks, parse.GetValue(count));
            if (!parse.GetValue(write))
                return 0;
            using var log = new EditLog(folder, TimeProvider.System);
            foreach (var edit in edits)
                log.Append(edit with { N = 0, Who = "script" });
            return 0;
        });
        return command;
    }

    private static List<TrackEdit> Run(EmbryoSpecimen embryo, TrackSet recorded, int count)
    {
        var (tracks, keys) = new EditedTracks(recorded).BuildWithKeys();
        var script = new TruthScript(embryo.Truth, tracks, keys, embryo.Match);
        var queue = ReviewQueue.Of(tracks, keys);
        var before = Errors(embryo, tracks);
        Console.WriteLine($"{queue.Count} places in doubt, {before.Errors.Count} errors: {Text(before)}");
        var head = Tell("head of the queue", queue);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            Tell($"at random, {seed}", [.. queue.OrderBy(_ => random.Next())]);
        }

        return head;

        List<TrackEdit> Tell(string name, IReadOnlyList<ReviewItem> places)
        {
            var edited = new EditedTracks(recorded);
            var made = Make(edited, places.Select(script.Say).OfType<TrackEdit>(), count);
            var after = Errors(embryo, edited.Build());
            var changes = made.Count(edit => edit.Edit != EditKind.Accept);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -20} {made.Count} words, {changes} of them corrections: {after.Errors.Count} errors left, "
                        + $"{(before.Errors.Count - after.Errors.Count) / (double)before.Errors.Count:P1} mended; {Text(after)}"
                )
            );
            return made;
        }
    }

    /// <summary>The first words that fit the tracks, one after the other.</summary>
    private static List<TrackEdit> Make(EditedTracks edited, IEnumerable<TrackEdit> edits, int count)
    {
        var made = new List<TrackEdit>();
        foreach (var edit in edits)
        {
            if (made.Count == count)
                break;
            try
            {
                edited.Apply(edit);
                made.Add(edit);
            }
            catch (InvalidInputException)
            {
                // Of a cell that is gone by an earlier word.
            }
        }

        return made;
    }

    private static LinajeaScore Errors(EmbryoSpecimen embryo, TrackSet tracks) =>
        LinajeaScore.Compute(embryo.Truth, TruthScript.Graph(tracks), embryo.Match, new LinajeaOptions());

    private static string Text(LinajeaScore score) =>
        string.Create(CultureInfo.InvariantCulture, $"{score.Sum:0.0} per 1000 links ")
        + string.Join(", ", score.Counts.Select(kind => $"{kind.Value} {kind.Key}"));
}
