using System.CommandLine;
using System.Diagnostics;
using Cellect.Benchmarks.Accuracy.Ablation;
using Cellect.Benchmarks.Accuracy.Calibration;
using Cellect.Benchmarks.Accuracy.Report;
using Cellect.Benchmarks.Accuracy.Rows;
using Cellect.Live.Commands;
using Cellect.Live.Hosting;

namespace Cellect.Benchmarks.Accuracy;

/// <summary><c>accuracy</c>: the table of docs/accuracy.md.</summary>
internal static class AccuracyCommand
{
    private static readonly IAccuracyRow[] Rows =
    [
        new TgmmRow(),
        new TgmmEveryFourthRow(),
        new WormRow(),
        new CoarseWormRow(),
        TcellRow.Recorded,
        TcellRow.Fast,
        new WormIsotropicRow(),
        new MembraneRow(),
        MaskRow.Qcanet,
        MaskRow.Plantseg,
        EmbryoRow.Late,
        EmbryoRow.Whole,
        EmbryoRow.EverySecond,
        EmbryoRow.EveryThird,
        new TgmmDivisionsRow(),
        new TgmmTurnedRow(),
        new TgmmIsotropicRow(),
        new MemoryRow(),
    ];

    public static Command Create()
    {
        var names = string.Join(", ", Rows.Select(row => row.Name));
        var model = new Option<string>("--model")
        {
            Description = "Model file.",
            HelpName = "FILE",
            DefaultValueFactory = _ => "models/live.safetensors",
        };
        var rows = new Option<string[]>("--rows")
        {
            Description = $"Rows, all by default: {names}.",
            HelpName = "NAME ...",
            AllowMultipleArgumentsPerToken = true,
        };
        var data = new Option<string>("--data")
        {
            Description = "Folder of the data sets.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "../shared/data",
        };
        var peer = new Option<string>("--peer")
        {
            Description = "Script of the peer.",
            HelpName = "FILE",
            DefaultValueFactory = _ => "../shared/tools/peer_log_lap.py",
        };
        var output = new Option<string>("--out")
        {
            Description = "Folder for table, JSON and pictures.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "results/accuracy",
        };
        var frames = new Option<int?>("--frames") { Description = "At most so many frames a row, to try it out.", HelpName = "N" };
        var unsettled = new Option<bool>("--unsettled") { Description = "With Model:Linker:SettleIn false." };
        var ablation = new Option<bool>("--ablation")
        {
            Description = "Instead: what each part of the model is worth, on the data of tgmm, tgmm-4, ce01 and tcells.",
        };
        var calibration = new Option<bool>("--calibration")
        {
            Description = "Instead: whether the probabilities mean what they say, on the data of ce01, tcells and ce-embryo (or --rows).",
        };
        rows.Validators.Add(result =>
        {
            foreach (var name in result.GetValueOrDefault<string[]>() ?? [])
                if (!Array.Exists(Rows, row => row.Name == name))
                    result.AddError($"no row '{name}'; there are {names}");
        });
        frames.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1)
                result.AddError("--frames must be 1 or more");
        });
        var command = new Command("accuracy", "What the model reaches on data that it was not trained on (docs/accuracy.md).")
        {
            model,
            rows,
            ablation,
            calibration,
            data,
            peer,
            output,
            frames,
            unsettled,
        };
        command.SetAction(
            (parse, _) =>
                Fail.GuardAsync(() =>
                    RunAsync(
                        new AccuracyOptions
                        {
                            Model = ModelFile.Find(parse.GetRequiredValue(model)),
                            Data = parse.GetRequiredValue(data),
                            Out = parse.GetRequiredValue(output),
                            Peer = parse.GetRequiredValue(peer),
                            Frames = parse.GetValue(frames),
                            SettleIn = !parse.GetValue(unsettled),
                        },
                        parse.GetValue(rows) is { Length: > 0 } chosen ? Array.FindAll(Rows, row => chosen.Contains(row.Name)) : Rows,
                        parse.GetValue(ablation),
                        parse.GetValue(calibration)
                    )
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(AccuracyOptions options, IAccuracyRow[] rows, bool ablation, bool calibration)
    {
        Directory.CreateDirectory(options.Out);
        if (ablation)
            await AblationReport.WriteAsync(options, [.. rows.Select(row => row.Name)]);
        if (calibration)
            await CalibrationReport.WriteAsync(options, [.. rows.Select(row => row.Name)]);
        if (!ablation && !calibration)
            await MeasureAsync(options, rows);
        return ExitCode.Done;
    }

    private static async Task MeasureAsync(AccuracyOptions options, IAccuracyRow[] rows)
    {
        var results = new List<RowResult>();
        foreach (var row in rows)
        {
            var start = Stopwatch.GetTimestamp();
            var values = await row.MeasureAsync(options);
            results.Add(new RowResult(row.Name, row.On, values, Stopwatch.GetElapsedTime(start).TotalSeconds));
            await WriteAsync(options, results);
        }

        Console.Write(AccuracyTable.Markdown(results));
    }

    // After every row: a run takes many minutes, and what is measured shall not be lost.
    private static async Task WriteAsync(AccuracyOptions options, List<RowResult> results)
    {
        await File.WriteAllTextAsync(Path.Combine(options.Out, "accuracy.md"), AccuracyTable.Markdown(results));
        await File.WriteAllTextAsync(Path.Combine(options.Out, "accuracy.json"), AccuracyJson.Of(options.Model, options.Frames, results));
    }
}
