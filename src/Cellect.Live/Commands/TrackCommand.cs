using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Globalization;
using Cellect.Analysis.Biology;
using Cellect.Data.Volumes;
using Cellect.Live.Demo;
using Cellect.Live.Hosting;
using Cellect.Stream;
using Cellect.Stream.Sources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Commands;

/// <summary><c>track SOURCE --out DIR</c>: the same stages on files, without sockets.</summary>
internal static class TrackCommand
{
    public static Command Create()
    {
        var source = new Argument<string?>("SOURCE")
        {
            Description = $"What to track: {VolumeSources.Legal}.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var directory = new Option<string?>("--out") { Description = "Folder for tracks.csv, 01_RES and session.json.", HelpName = "DIR" };
        var plan = new Option<string?>("--plan")
        {
            Description = "Instead of a source: a plan that cellect plan made. Its free chunks are done.",
            HelpName = "PLAN",
        };
        var chunk = new Option<int?>("--chunk") { Description = "One chunk of the plan, from 0.", HelpName = "I" };
        var voxel = new Option<string?>("--voxel")
        {
            Description = "Voxel size z,y,x in micrometres, where the files do not say it.",
            HelpName = "z,y,x",
        };
        var command = new Command(
            "track",
            "Tracks the cells of a folder of TIFFs, a stack or a simulated specimen. Further options: --Section:Key value, as for run."
        )
        {
            source,
            directory,
            voxel,
            plan,
            chunk,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            (parse, cancel) =>
                Fail.GuardAsync(() =>
                    parse.GetValue(plan) is { } planned
                        ? PlannedAsync(planned, parse.GetValue(chunk), [.. parse.UnmatchedTokens, parse.GetValue(source) ?? ""], cancel)
                        : RunAsync(
                            // First: a misspelt --out is not a missing one.
                            Overrides.Of(parse),
                            parse.GetValue(source) ?? throw new ValidationException("track needs a SOURCE, or --plan PLAN"),
                            parse.GetValue(directory) ?? throw new ValidationException("track SOURCE needs --out DIR"),
                            parse.GetValue(voxel),
                            cancel
                        )
                )
        );
        return command;
    }

    private static Task<int> PlannedAsync(string plan, int? chunk, string[] more, CancellationToken cancel)
    {
        var word = Array.Find(more, word => word.Length > 0);
        return word is null
            ? TrackPlan.RunAsync(plan, chunk, cancel)
            : throw new ValidationException($"'{word}' has no place beside --plan: everything was settled when the plan was made");
    }

    private static async Task<int> RunAsync(
        string[] arguments,
        string source,
        string directory,
        string? voxelText,
        CancellationToken cancel
    )
    {
        var settings = OptionsReader.Configuration([.. arguments, "--Record:Directory", directory, "--Overlay:Mode", "Off"]);
        // Mistakes are told before anything is opened.
        _ = OptionsReader.Read(settings);
        using var opened = VolumeSources.Open(source, voxelText is null ? null : VoxelSize.Parse(voxelText));
        if (opened.VoxelMicrometres is not { } voxel)
            return Fail.With(ExitCode.InputUnusable, SourceDescription.NoVoxelSize(opened.Name));
        if (opened.IsOneChannel && OptionsReader.Read(settings).Ingest.Tracked() is { Count: > 1 } several)
            return Fail.With(
                ExitCode.InputUnusable,
                $"{opened.Name}: has one channel, and Ingest:TrackedChannels names {several.Count}; leave it out for this source"
            );
        TakeInterval(opened, settings);
        return await TrackAsync(opened, voxel, OptionsReader.Read(settings), cancel);
    }

    /// <summary>Files have no clock; what the source tells of its interval is better than an assumption.</summary>
    private static void TakeInterval(IVolumeSource source, IConfigurationRoot settings)
    {
        const string Key = $"Analysis:{nameof(AnalysisOptions.AssumedIntervalSeconds)}";
        if (settings[Key] is null && source.Interval is { TotalSeconds: >= 0.001 and <= 86_400 } interval)
            settings[Key] = interval.TotalSeconds.ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<int> TrackAsync(IVolumeSource source, VoxelSize voxel, CellectOptions options, CancellationToken cancel)
    {
        Console.WriteLine(source.Description);
        var skippedFrames = 0;
        source.FrameSkipped += skipped =>
        {
            skippedFrames++;
            Console.Error.WriteLine($"skipped time point {skipped.T}: {skipped.Reason}");
        };
        using var services = new ToolServices(pipeline: LogLevel.Information);
        var (watch, begun) = (new SeriesWatch(), Stopwatch.GetTimestamp());
        await using var session = await LiveSession.OpenAsync(options, sockets: false, services.Session, watch);
        await Progress.ShowAsync("tracking", source.Frames, async advance =>
        {
            var pipeline = session.Pipeline.RunAsync(cancel);
            await FileIngest.RunAsync(
                source,
                voxel,
                options.Ingest.Tracked(),
                session.Volumes,
                session.Pool,
                session.Pipeline.Input,
                advance,
                cancel
            );
            await pipeline;
        });
        Console.WriteLine(
            Summary(watch, source.Frames * options.Ingest.Tracked().Count, skippedFrames, Stopwatch.GetElapsedTime(begun).TotalSeconds)
        );
        Console.WriteLine($"results in {session.Recorder!.Folder}");
        return ExitCode.Done;
    }

    private static string Summary(SeriesWatch watch, int frames, int skipped, double seconds)
    {
        var dropped = frames - skipped - watch.Frames;
        var told =
            $"{watch.Frames} of {frames} volumes tracked"
            + (skipped > 0 ? $", {skipped} skipped" : "")
            + (dropped > 0 ? $", {dropped} dropped (see above)" : "");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{told}, in {seconds:F1} s ({seconds / Math.Max(1, watch.Frames):F2} s a volume): {watch.Cells} cells, {watch.Tracks} tracks, "
                + $"{watch.Divisions} divisions"
        );
    }
}
