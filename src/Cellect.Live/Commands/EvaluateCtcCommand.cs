using System.CommandLine;
using Cellect.Lab.Evaluation.Ctc;
using Cellect.Lab.Reports;

namespace Cellect.Live.Commands;

/// <summary><c>evaluate ctc</c>: the Cell Tracking Challenge's measures.</summary>
internal static class EvaluateCtcCommand
{
    public static Command Create()
    {
        var reference = new Option<string>("--gt")
        {
            Required = true,
            Description = "reference folder (01_GT), with TRA and, for SEG, SEG in it",
        };
        var result = new Option<string>("--res")
        {
            Required = true,
            Description = "result folder (01_RES) with maskTTT.tif and res_track.txt",
        };
        var compare = EvaluateOptions.Compare("more result folders, side by side with --res");
        var json = EvaluateOptions.Json();
        var command = new Command("ctc", "Scores a result in the form of the Cell Tracking Challenge; an invalid one is refused.")
        {
            reference,
            result,
            compare,
            json,
        };
        command.SetAction(parsed => EvaluateOptions.Guard(parsed, () =>
            {
                string[] folders = [parsed.GetValue(result)!, .. parsed.GetValue(compare) ?? []];
                var scores = folders.Select(folder => Score(parsed.GetValue(reference)!, folder)).ToArray();
                var output = parsed.InvocationConfiguration.Output;
                if (parsed.GetValue(json))
                    CtcJson.Write(output, folders, scores);
                else
                    MeasureTable.Write(output, folders, [.. scores.Select(Measures)]);
                for (var i = 0; i < folders.Length; i++)
                    Warn(parsed.InvocationConfiguration.Error, folders[i], scores[i]);
            }));
        return command;
    }

    private static CtcScore Score(string reference, string folder)
    {
        using var progress = new EvaluateProgress($"reading {folder}");
        return CtcScore.Compute(reference, folder, progress.Report);
    }

    private static IReadOnlyList<Measure> Measures(CtcScore score) =>
        [.. score.Values.Select(value => new Measure(value.Key, value.Key, value.Value))];

    private static void Warn(TextWriter error, string folder, CtcScore score)
    {
        if (score.Values["TF"] != score.Values["TF_any_order"])
            error.WriteLine($"{folder}: TF depends on the order of the labels here, as in py-ctcmetrics; TF_any_order does not");
    }
}
