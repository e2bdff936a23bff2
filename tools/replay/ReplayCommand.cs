using System.CommandLine;
using System.CommandLine.Parsing;
using Cellect.Data.Pixels;
using Cellect.Data.Settings;
using Cellect.Data.Volumes;
using Cellect.Stream;

namespace Cellect.Replay;

/// <summary>The command line of <c>cellect-replay</c>.</summary>
internal static class ReplayCommand
{
    // Time for the end message and the truth table after Ctrl-C.
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(10);

    private static readonly Argument<string> Source = new("SOURCE") { Description = $"What to send: {VolumeSources.Legal}." };

    private static readonly Option<string> To = new("--to")
    {
        Required = true,
        HelpName = "ENDPOINT",
        Description = "Where the receiver listens, such as tcp://127.0.0.1:5555; with --bind, where subscribers connect.",
    };

    private static readonly Option<bool> Bind = new("--bind")
    {
        Description =
            "Publish (PUB) at ENDPOINT for subscribers instead of pushing to a receiver. What a slow subscriber cannot take is lost.",
    };

    private static readonly Option<ReplayRate> Rate = new("--rate")
    {
        HelpName = "1x|Nx|HZ|max",
        Description =
            "1x: the source's own timing, of a recording by its exposure clocks; Nx: N times as fast; HZ: volumes a "
            + "second; max: as fast as the receiver takes them. [default: 1x]",
        CustomParser = result => Read(result, ReplayRate.Parse),
    };

    private static readonly Option<bool> Follow = new("--follow")
    {
        Description =
            "Send files while they are being written, each volume as soon as it is complete: a folder that gets a numbered file for each "
            + "time point, or an NDTiff set. Ends with the writer (NDTiff) or Ctrl-C.",
    };

    private static readonly Option<VoxelSize?> Voxel = new("--voxel")
    {
        HelpName = "z,y,x",
        Description = "Voxel size in micrometres, where the files do not say it or say it wrong.",
        CustomParser = result => Read<VoxelSize?>(result, text => VoxelSize.Parse(text)),
    };

    private static readonly Option<string> Series = new("--series")
    {
        HelpName = "NAME",
        Description = "Name of the series, unique for each run. [default: name of the source and the time in UTC]",
    };

    private static readonly Option<bool> Planes = new("--planes") { Description = "Send one message a slice instead of one a volume." };

    private static readonly Option<Compression> Packing = new("--compression")
    {
        HelpName = "none|lz4|zstd",
        Description = "How voxels are packed. [default: none]",
        CustomParser = result => Read(result, ParseCompression),
    };

    private static readonly Option<string> Truth = new("--truth")
    {
        HelpName = "nodes.csv|FOLDER",
        Description = "Write the truth of a simulated specimen, up to the last volume sent; of sim:spleen a folder of tables.",
    };

    private static readonly Option<string> Microscope = new("--microscope")
    {
        HelpName = "ENDPOINT",
        Description =
            "Answer requests at ENDPOINT, such as tcp://127.0.0.1:5560, as a microscope would, and let the stream show what they change.",
    };

    private static readonly Option<double> Faults = new("--answer-faults")
    {
        HelpName = "SHARE",
        Description =
            "Share of the microscope's answers that are lost, sent twice, late or malformed, for rehearsals: 0 to 1. [default: 0]",
    };

    private static readonly Option<double> Lose = new("--lose")
    {
        HelpName = "SHARE",
        Description = "Share of the messages that are lost on purpose, the same ones each time, for rehearsals: 0 to 0.9. [default: 0]",
    };

    public static RootCommand Create()
    {
        var command = new RootCommand("Sends the volumes of a source over ZeroMQ as a microscope would.")
        {
            Source,
            To,
            Bind,
            Rate,
            Follow,
            Voxel,
            Series,
            Planes,
            Packing,
            Truth,
            Microscope,
            Faults,
            Lose,
        };
        command.Validators.Add(Validate);
        // On a thread of its own: Ctrl-C is listened to only once this call has returned.
        command.SetAction(
            (parsed, cancel) => Task.Run(() => ReplayRun.RunAsync(OptionsOf(parsed), TimeProvider.System, cancel), CancellationToken.None)
        );
        return command;
    }

    /// <summary>Runs the command line and returns its exit code.</summary>
    public static Task<int> RunAsync(string[] args)
    {
        var parsed = Create().Parse(args);
        if (parsed.Errors.Count == 0)
            return parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TerminationTimeout });
        Console.Error.WriteLine(
            parsed.UnmatchedTokens.FirstOrDefault(word => word.StartsWith('-')) is { } unknown
                ? $"'{unknown}' is no option of replay{Nearest.Hint(unknown, parsed.CommandResult.Command.Options.Select(o => o.Name))}; "
                    + "cellect replay --help lists them"
                : $"{parsed.Errors[0].Message.TrimEnd('.')}; write cellect replay SOURCE --to ENDPOINT, cellect "
                    + "replay --help lists the options"
        );
        return Task.FromResult(ExitCodes.Usage);
    }

    private static ReplayOptions OptionsOf(ParseResult parsed) =>
        new()
        {
            Source = parsed.GetRequiredValue(Source),
            Endpoint = parsed.GetRequiredValue(To),
            Bind = parsed.GetValue(Bind),
            Rate = parsed.GetResult(Rate) is null ? ReplayRate.Original : parsed.GetValue(Rate),
            Follow = parsed.GetValue(Follow),
            VoxelMicrometres = parsed.GetValue(Voxel),
            Series = parsed.GetValue(Series),
            Planes = parsed.GetValue(Planes),
            Compression = parsed.GetValue(Packing),
            TruthPath = parsed.GetValue(Truth),
            MicroscopeEndpoint = parsed.GetValue(Microscope),
            AnswerFaults = parsed.GetValue(Faults),
            LostShare = parsed.GetValue(Lose),
        };

    private static void Validate(CommandResult result)
    {
        if (result.GetValue(To) is { } endpoint && !IsTcp(endpoint))
            result.AddError($"endpoint '{endpoint}' is not tcp://HOST:PORT, such as tcp://127.0.0.1:5555");
        if (result.GetValue(Bind) && result.GetResult(Rate) is not null && result.GetValue(Rate).IsMax)
            result.AddError("--rate max needs a receiver that can hold the sender back, and --bind has none; give --rate HZ");
        if (result.GetValue(Microscope) is { } microscope && !IsTcp(microscope))
            result.AddError($"microscope endpoint '{microscope}' is not tcp://HOST:PORT, such as tcp://127.0.0.1:5560");
        if (result.GetValue(Microscope) is not null && result.GetResult(Rate) is not null && result.GetValue(Rate).IsMax)
            result.AddError("--microscope changes the time between volumes, and --rate max has none; give --rate HZ or 1x");
        if (result.GetResult(Faults) is not null && !(result.GetValue(Faults) is >= 0 and <= 1))
            result.AddError($"--answer-faults {result.GetValue(Faults)} is not a share from 0 to 1");
        if (result.GetValue(Follow) && (result.GetResult(Rate) is not null || result.GetValue(Microscope) is not null))
            result.AddError("--follow sends volumes as they are written; leave --rate and --microscope out");
        if (result.GetResult(Lose) is not null && !(result.GetValue(Lose) is >= 0 and <= 0.9))
            result.AddError($"--lose {result.GetValue(Lose)} is not a share from 0 to 0.9");
        if (result.GetResult(Faults) is not null && result.GetValue(Microscope) is null)
            result.AddError("--answer-faults needs --microscope ENDPOINT");
        if (result.GetValue(Truth) is not null && result.GetValue(Source)?.StartsWith("sim:", StringComparison.Ordinal) == false)
            result.AddError("--truth is for simulated specimens (sim:NAME); files carry no truth");
    }

    private static bool IsTcp(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
        && uri is { Scheme: "tcp", Host.Length: > 0, Port: >= 0, AbsolutePath: "" or "/" };

    private static Compression ParseCompression(string text) =>
        text switch
        {
            "none" => Compression.None,
            "lz4" => Compression.Lz4,
            "zstd" => Compression.Zstd,
            _ => throw new FormatException($"compression '{text}' is not one of none, lz4, zstd"),
        };

    private static T? Read<T>(ArgumentResult result, Func<string, T> parse)
    {
        try
        {
            return parse(result.Tokens[0].Value);
        }
        catch (FormatException e)
        {
            result.AddError(e.Message);
            return default;
        }
    }
}
