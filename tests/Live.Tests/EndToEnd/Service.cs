using Cellect.Testing;

namespace Cellect.Live.Tests.EndToEnd;

/// <summary>A running <c>cellect run</c> on free ports that records to a folder of its own.</summary>
internal sealed class Service : IDisposable
{
    private Service(ChildProgram program, string folder) => (Program, Folder) = (program, folder);

    public ChildProgram Program { get; }

    /// <summary>Where it records.</summary>
    public string Folder { get; }

    public string Endpoint { get; private set; } = "";

    public string Tracks { get; private set; } = "";

    public string Control { get; private set; } = "";

    public static async Task<Service> StartAsync(params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("cellect-service").FullName;
        var program = ChildProgram.Cellect([
            "run",
            "--Ingest:Endpoint",
            "tcp://127.0.0.1:0",
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
        var service = new Service(program, folder)
        {
            Endpoint = await program.WaitForAsync(@"Listening for volumes: \w+ (tcp://\S+)"),
            Tracks = await program.WaitForAsync(@"Publishing on (tcp://[^,]+),"),
            Control = await program.WaitForAsync(@"control requests on (tcp://\S+)"),
        };
        return service;
    }

    public void Dispose()
    {
        Program.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
