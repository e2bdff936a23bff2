using System.ComponentModel.DataAnnotations;
using Cellect.Dashboard.Notifications;
using Cellect.Dashboard.Settings;
using Cellect.Data.Settings;
using Cellect.Data.Status;
using Cellect.Live.Publish;
using Cellect.Stream.Ingest;
using Cellect.Triggers;

namespace Cellect.Live.Hosting;

/// <summary>What can be known to go wrong at the start of the service before anything is opened, all of it at once.</summary>
internal static class StartCheck
{
    /// <summary>Every mistake, one line each.</summary>
    public static IEnumerable<string> Mistakes(CellectOptions options) =>
        [
            .. Endpoints(options),
            .. Model("Model:Path", options.Model.Path),
            .. options.Populations.SelectMany((own, i) => own.Path.Length > 0 ? Model($"Populations:{i}:Path", own.Path) : []),
            .. Folder(options.Record.Directory),
            .. Rules(options),
            .. NoticeTargets.Mistakes(options.Notifications),
        ];

    private static List<string> Endpoints(CellectOptions options)
    {
        var mistakes = new List<string>();
        var bound = new List<(string Option, string Endpoint)>();
        if (options.Ingest.Mode == SocketMode.PullBind)
            bound.Add(("Ingest:Endpoint", options.Ingest.Endpoint));
        if (options.Ingest.TcpEndpoint.Length > 0)
            bound.Add(("Ingest:TcpEndpoint", options.Ingest.TcpEndpoint));
        bound.Add(("Publish:Endpoint", options.Publish.Endpoint));
        bound.Add(("Publish:ControlEndpoint", options.Publish.ControlEndpoint));
        if (options.Publish.PreviewsPerSecond > 0)
            bound.Add(("Publish:PreviewEndpoint", PreviewEndpoint.Of(options.Publish)));
        if (options.Triggers.Mode is TriggerMode.Observe or TriggerMode.DryRun)
            bound.Add(("Triggers:CommandEndpoint", options.Triggers.CommandEndpoint));
        if (options.Dashboard is { IsOn: true, Endpoint: var page } && HttpEndpoint.Mistake(page) is null)
            bound.Add(("Dashboard:Endpoint", $"tcp://{HttpEndpoint.Parse(page)}"));
        var taken = new Dictionary<int, string>();
        foreach (var (option, endpoint) in bound)
            if (endpoint.StartsWith("inproc://", StringComparison.Ordinal))
                continue;
            else if (BoundPort.Mistake(endpoint, out var port) is { } mistake)
                mistakes.Add($"{option}: {mistake}");
            else if (port > 0 && !taken.TryAdd(port, option))
                mistakes.Add($"{option}: port {port} of '{endpoint}' is that of {taken[port]} too; give each its own");
        return mistakes;
    }

    private static string[] Model(string key, string path)
    {
        try
        {
            var file = ModelFile.Find(path);
            return new FileInfo(file).Length > 0
                ? []
                : [$"{key}: '{file}' is empty, or a pipe or a device; name a file that cellect train wrote"];
        }
        catch (FileNotFoundException e)
        {
            return [$"{key}: {e.Message}"];
        }
    }

    private static string[] Folder(string directory)
    {
        if (directory.Length == 0)
            return [];
        try
        {
            Directory.CreateDirectory(directory);
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return [$"Record:Directory: '{directory}' cannot be made: {e.Message}; name a folder on a disk that can be written"];
        }
    }

    private static string[] Rules(CellectOptions options)
    {
        try
        {
            RuleSource.Compile(options.Triggers, options.Microscope.Adapters.Keys, ChosenPopulations.Confirm(options));
            return [];
        }
        catch (ValidationException e)
        {
            return e.Message.Split(Environment.NewLine);
        }
    }
}
