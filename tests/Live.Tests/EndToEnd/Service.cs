using Cellect.Testing;

namespace Cellect.Live.Tests.EndToEnd;

/// <summary>A running <c>cellect run</c> on free ports that records to a folder of its own.</summary>
internal sealed class Service : IDisposable
{
    private readonly string[] _options;

    private Service(ChildProgram program, string folder, string[] options) => (Program, Folder, _options) = (program, folder, options);

    public ChildProgram Program { get; private set; }

    /// <summary>Where it records.</summary>
    public string Folder { get; }

    public string Endpoint { get; private set; } = "";

    public string Tracks { get; private set; } = "";

    public string Control { get; private set; } = "";

    public static async Task<Service> StartAsync(params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("cellect-service").FullName;
        var service = new Service(Start(folder, "tcp://127.0.0.1:0", options), folder, options);
        await service.ListenAsync();
        return service;
    }

    /// <summary>Ends it at once, and starts it again with the same options at the same endpoint.</summary>
    public async Task CrashAsync()
    {
        await Program.KillAsync();
        Program.Dispose();
        Program = Start(Folder, Endpoint, _options);
        await ListenAsync();
    }

    private static ChildProgram Start(string folder, string endpoint, string[] options) =>
        ChildProgram.Cellect([
            "run",
            "--Ingest:Endpoint",
            endpoint,
            "--Publish:Endpoint",
            "tcp://127.0.0.1:0",
            "--Publish:ControlEndpoint",
            "tcp://127.0.0.1:0",
            "--Record:Directory",
            folder,
            "--Overlay:Mode",
            "Off",
            "--Model:Path",
            Repository.Model,
            .. options,
        ]);

    private async Task ListenAsync()
    {
        Endpoint = await Program.WaitForAsync(@"Listening for volumes: \w+ (tcp://\S+)");
        Tracks = await Program.WaitForAsync(@"Publishing on (tcp://[^,]+),");
        Control = await Program.WaitForAsync(@"control requests on (tcp://\S+)");
    }

    public void Dispose()
    {
        Program.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
