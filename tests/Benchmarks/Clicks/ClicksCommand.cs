using System.CommandLine;
using System.Globalization;
using Cellect.Data.Edits;
using Cellect.Data.Exchange;
using Cellect.Model.Calibration;

namespace Cellect.Benchmarks.Clicks;

/// <summary><c>clicks</c>: what words of people on a running session do for what follows.</summary>
internal static class ClicksCommand
{
    private const int LastFrame = 119;

    public static Command Create()
    {
        var data = new Option<string>("--data")
        {
            Description = "Folder of the shared data.",
            DefaultValueFactory = _ => Path.Combine("..", "shared", "data"),
        };
        var model = new Option<string>("--model")
        {
            Description = "Model file.",
            DefaultValueFactory = _ => "models/simulated.safetensors",
        };
        var from = new Option<int>("--from")
        {
            Description = "Words are said of the time points before this one, and measured from it on.",
            DefaultValueFactory = _ => 60,
        };
        var command = new Command(
            "clicks",
            "Words on the first frames of the real embryo, said by a script that knows the truth: divisions of the others with and without."
        )
        {
            data,
            model,
            from,
        };
        command.SetAction(parse =>
        {
            using var embryo = new ClickedEmbryo(parse.GetValue(model)!, parse.GetValue(data)!, parse.GetValue(from));
            Run(embryo);
            return 0;
        });
        return command;
    }

    private static void Run(ClickedEmbryo embryo)
    {
        var without = embryo.Track(SessionCalibration.Identity);
        var before = without with { Rows = [.. without.Rows.Where(row => row.T < embryo.SpokenAt)] };
        var (tracks, keys) = new EditedTracks(before).BuildWithKeys();
        var script = new TruthScript(embryo.Specimen.Truth, tracks, keys, embryo.Options(0, embryo.SpokenAt - 1));
        var queue = ReviewQueue.Of(tracks, keys);
        Console.WriteLine(
            "clicks                         said of: divisions links cells   after: precision recall F1   right of links   cells"
        );
        Tell(embryo, "none", [], without);
        foreach (var count in new[] { 10, 30, 60 })
            Measure($"head of the queue, {count}", queue, count, _ => true);
        foreach (var kind in Enum.GetValues<VerdictKind>())
            Measure($"  of 30 those on {kind}s", queue, 30, verdict => verdict.Kind == kind);
        IReadOnlyList<ReviewItem> doubts = [.. queue.Where(item => item.Kind != ReviewKind.Link)];
        Measure("divisions and beginnings, 30", doubts, 30, _ => true);
        Measure("  of these those on Divisions", doubts, 30, verdict => verdict.Kind == VerdictKind.Division);
        foreach (var seed in new[] { 1, 2, 3 })
        {
            var random = new Random(seed);
            Measure($"30 at random, {seed}", [.. queue.OrderBy(_ => random.Next())], 30, _ => true);
        }

        void Measure(string name, IReadOnlyList<ReviewItem> places, int count, Func<Verdict, bool> counts)
        {
            var edits = places.Select(script.Say).OfType<TrackEdit>().Take(count).ToArray();
            // What was published is forgotten by the next run: it is read before.
            var verdicts = edits.SelectMany(edit => Verdicts.Of(edit, embryo.Published)).Where(counts).ToArray();
            Tell(embryo, name, verdicts, embryo.Track(SessionCalibration.Of(verdicts)));
        }
    }

    private static void Tell(ClickedEmbryo embryo, string name, Verdict[] verdicts, TrackSet tracks)
    {
        var divisions = embryo.Divisions(tracks, embryo.SpokenAt, LastFrame);
        var score = embryo.Score(tracks, embryo.SpokenAt, LastFrame);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name, -30} {Count(VerdictKind.Division), 18} {Count(VerdictKind.Origin), 5} {Count(VerdictKind.Cell), 5}"
                    + $" {divisions.Precision, 18:0.000} {divisions.Recall, 6:0.000} {divisions.F1:0.0000}"
                    + $" {score.Edges.F1, 16:0.0000} {score.Nodes.F1, 7:0.0000}   {SessionCalibration.Of(verdicts)}"
            )
        );

        string Count(VerdictKind kind)
        {
            var said = verdicts.Where(verdict => verdict.Kind == kind).ToArray();
            var right = said.Count(verdict => verdict.Right);
            return $"{right}+{said.Length - right}-";
        }
    }
}
