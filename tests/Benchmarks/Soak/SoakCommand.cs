using System.CommandLine;
using Cellect.Live.Commands;
using Cellect.Live.Hosting;
using Cellect.Live.Publish;
using Cellect.Live.Record;
using Cellect.Overlay.Settings;
using Cellect.Stream.Ingest;

namespace Cellect.Benchmarks.Soak;

/// <summary><c>soak</c>: whether memory stays flat while the whole service works.</summary>
internal static class SoakCommand
{
    private const string AnyPort = "tcp://127.0.0.1:0";

    public static Command Create()
    {
        var volumes = new Option<int>("--volumes") { Description = "Volumes sent, at least 200.", DefaultValueFactory = _ => 1000 };
        volumes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 200)
                result.AddError("--volumes must be at least 200: memory settles first");
        });
        var command = new Command(
            "soak",
            "Memory over 1,000 small volumes through the whole service (a minute or two). Exit code 1 when it grows."
        )
        {
            volumes,
        };
        command.SetAction((parse, _) => RunAsync(parse.GetRequiredValue(volumes)));
        return command;
    }

    private static async Task<int> RunAsync(int volumes)
    {
        var folder = Directory.CreateTempSubdirectory("cellect-soak-").FullName;
        try
        {
            return await RunAsync(Options(folder), volumes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunAsync(CellectOptions options, int volumes)
    {
        using var services = new ToolServices();
        await using var session = await LiveSession.OpenAsync(options, sockets: true, services.Session);
        var run = new SoakRun(session, volumes);
        var processed = await run.RunAsync();
        Console.WriteLine($"{processed} volumes processed, {run.CellsPerVolume:0.0} cells each");
        var complaints = SoakVerdict.Of(run.Samples);
        if (processed != volumes)
            complaints.Add($"{volumes} volumes were sent, {processed} processed");
        Console.WriteLine(complaints.Count == 0 ? "memory is flat" : string.Join(Environment.NewLine, complaints));
        return complaints.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static CellectOptions Options(string folder) =>
        new()
        {
            Ingest = new IngestOptions { Endpoint = AnyPort },
            // A preview keeps the newest volume for whoever joins, which would count as a buffer that is out.
            Publish = new PublishOptions
            {
                Endpoint = AnyPort,
                ControlEndpoint = AnyPort,
                PreviewsPerSecond = 0,
            },
            Record = new RecordOptions { Directory = Path.Combine(folder, "recording") },
            Overlay = new OverlayOptions { Mode = OverlayMode.Off },
        };
}
