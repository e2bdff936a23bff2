using System.CommandLine;
using Cellect.Data.Edits;
using Cellect.Data.Exchange;
using Cellect.Data.Exchange.Formats;
using Cellect.Data.Exchange.Geff;
using Cellect.Data.Volumes;
using Cellect.Live.Hosting;

namespace Cellect.Live.Commands;

/// <summary><c>export RECORDING</c> and <c>convert TRACKS</c>: tracks for other programs.</summary>
internal static class ExportCommand
{
    public static Command Export()
    {
        var recording = new Argument<string>("RECORDING") { Description = "Folder that run, track, demo or finish recorded to." };
        var (format, path, axes, population) = (Format("--format"), Out(), Axes(), PopulationChoice.Create());
        var command = new Command("export", "Writes the tracks of a recording for another program; docs/after.md has a recipe for each.")
        {
            recording,
            format,
            path,
            axes,
            population,
        };
        command.SetAction(
            (parse, _) =>
                Fail.GuardAsync(() =>
                    Write(
                        TrackFormats.Parse(parse.GetRequiredValue(format)),
                        () => EditedTracks.Read(parse.GetRequiredValue(recording), parse.GetValue(population)),
                        parse.GetRequiredValue(path),
                        parse.GetRequiredValue(axes)
                    )
                )
        );
        return command;
    }

    public static Command Convert()
    {
        var tracks = new Argument<string>("TRACKS") { Description = $"What to read: {TrackFormats.Readable}." };
        var (format, path, axes) = (Format("--to"), Out(), Axes());
        var voxel = new Option<string?>("--voxel")
        {
            HelpName = "z,y,x",
            Description = "Extent of a voxel in micrometres, where the file does not say it.",
        };
        var command = new Command("convert", "Tracks of one program in the format of another.") { tracks, format, path, axes, voxel };
        command.SetAction(
            (parse, _) =>
                Fail.GuardAsync(() =>
                    Write(
                        TrackFormats.Parse(parse.GetRequiredValue(format)),
                        () =>
                            TrackFormats.Read(
                                parse.GetRequiredValue(tracks),
                                parse.GetValue(voxel) is { } text ? VoxelSize.Parse(text) : null
                            ),
                        parse.GetRequiredValue(path),
                        parse.GetRequiredValue(axes)
                    )
                )
        );
        return command;
    }

    private static Task<int> Write(TrackFormat format, Func<TrackSet> read, string path, string axes)
    {
        var order = axes switch
        {
            "z,y,x" => SpaceOrder.Zyx,
            "x,y,z" => SpaceOrder.Xyz,
            _ => throw new FormatException($"--axes '{axes}' is not z,y,x or x,y,z"),
        };
        var tracks = Progress.While("reading", read);
        Progress.While("writing", () =>
        {
            TrackFormats.Write(tracks, format, path, order);
            return path;
        });
        var ids = tracks.Rows.Select(row => row.Cell.Track).Distinct().Count();
        Console.WriteLine($"{tracks.Rows.Count} cells, {ids} tracks, {tracks.Frames} time points in {path}");
        return Task.FromResult(ExitCode.Done);
    }

    private static Option<string> Format(string name) =>
        new(name)
        {
            Required = true,
            HelpName = "FORMAT",
            Description = $"One of {TrackFormats.Legal}.",
        };

    private static Option<string> Out() =>
        new("--out")
        {
            Required = true,
            HelpName = "PATH",
            Description =
                "File or folder, made here. For ome-zarr-labels also an image such as RECORDING/volumes.ome.zarr, which gets them.",
        };

    private static Option<string> Axes() =>
        new("--axes")
        {
            DefaultValueFactory = _ => "z,y,x",
            HelpName = "ORDER",
            Description = "Of geff alone: z,y,x for programs in Python (napari), x,y,z for programs in Java (Mastodon, TrackMate).",
        };
}
