using System.Net;
using System.Net.Sockets;
using Cellect.Data.TiffFiles;
using Cellect.Data.Volumes;
using Cellect.Testing;

namespace Cellect.Live.Tests.Commands;

/// <summary>What people get wrong in the first hour: each ends at once with one line that names the remedy, and with the right exit code
/// (2: the command line or the settings, 3: an input or a service that cannot be used).</summary>
public sealed class OrdinaryMistakesTests : IDisposable
{
    private const int Usage = 2,
        Unusable = 3;

    private readonly TemporaryFolder _folder = new();
    private readonly TcpListener _taken = new(IPAddress.Loopback, 0);

    public OrdinaryMistakesTests()
    {
        _taken.Start();
        Directory.CreateDirectory(_folder["empty"]);
        Directory.CreateDirectory(_folder["movie"]);
        Directory.CreateDirectory(_folder["notes"]);
        Directory.CreateDirectory(_folder["broken"]);
        TiffVolumeWriter.Write<ushort>(_folder["movie", "t0.tif"], new ushort[64], new VolumeShape(1, 8, 8), null, TiffCompression.None);
        File.WriteAllText(_folder["notes", "t0.tif"], "a text");
        File.WriteAllText(_folder["file"], "a text");
        File.WriteAllText(_folder["broken", "appsettings.json"], "{\n  \"Record\": {\n    \"Directory\": \"today\",,\n  }\n}\n");
        File.WriteAllText(_folder["norules.json"], "{ \"Record\": {} }");
    }

    public void Dispose()
    {
        _taken.Dispose();
        _folder.Dispose();
    }

    [Theory]
    // The command line.
    [InlineData(Usage, "cellect needs a verb, such as cellect demo")]
    [InlineData(Usage, @"'trak' is no verb of cellect \(did you mean track\?\)", "trak", "{movie}")]
    [InlineData(Usage, @"'--ouy' is no option of cellect track \(did you mean --out\?\)", "track", "{movie}", "--ouy", "{out}")]
    [InlineData(Usage, "track SOURCE needs --out DIR", "track", "{movie}")]
    [InlineData(Usage, "--frames must be 2 to 100000", "demo", "--frames", "1")]
    [InlineData(Usage, "'30' is not a time of 1s to 24h, such as 90s, 30m or 2h", "arm", "--for", "30")]
    [InlineData(Usage, "'tiff' .*geff", "export", "{movie}", "--format", "tiff", "--out", "{out}")]
    [InlineData(Usage, "'--to' is required; write cellect replay SOURCE --to", "replay", "sim:embryo")]
    // Sources.
    [InlineData(Unusable, "nowhere' does not exist; a source is a folder of", "track", "{nowhere}", "--out", "{out}")]
    [InlineData(Unusable, "empty.*no ", "track", "{empty}", "--out", "{out}")]
    [InlineData(Unusable, "t0.tif.*TIFF", "track", "{notes}", "--out", "{out}")]
    [InlineData(Unusable, "movie: the files do not say how large a voxel is; .*--voxel", "track", "{movie}", "--out", "{out}")]
    [InlineData(Usage, "'0.4,0.4' is not three positive numbers; write z,y,x", "track", "{movie}", "--out", "{out}", "--voxel", "0.4,0.4")]
    [InlineData(Usage, "embrio.*embryo", "replay", "sim:embrio", "--to", "tcp://127.0.0.1:1")]
    [InlineData(Unusable, "movie.*recording", "analyse", "{movie}", "--out", "{out}")]
    // Settings.
    [InlineData(Usage, @"Ingest:Endpont: no such key \(did you mean Endpoint\?\)", "run", "--Ingest:Endpont", "tcp://127.0.0.1:0")]
    [InlineData(Usage, "Overlay:Mode: 'Widow' is not legal; legal is .*Window", "run", "--Overlay:Mode", "Widow")]
    [InlineData(Usage, "'--Record:Directory' lacks its value", "run", "--Record:Directory")]
    [InlineData(Usage, "Ingest:Endpoint: .*must be tcp://ADDRESS:PORT, for example", "run", "--Ingest:Endpoint", "localhost")]
    [InlineData(
        Usage,
        "Ingest:Endpoint: port [0-9]+ of .* is in use by .*; end it, or choose another",
        "run",
        "--Ingest:Endpoint",
        "{taken}"
    )]
    [InlineData(Usage, "Model:Path: no model at 'nothing.safetensors'", "run", "--Model:Path", "nothing.safetensors")]
    [InlineData(Usage, "Record:Directory: .*cannot be made", "run", "--Record:Directory", "{file}/today")]
    [InlineData(Unusable, "appsettings.json, line 3, column [0-9]+: ", "run", "--directory", "{broken}")]
    // A service that is not there, and rules that are not.
    [InlineData(Unusable, "no service takes commands at tcp://127.0.0.1:1: .*is cellect run running", "stop", "--to", "tcp://127.0.0.1:1")]
    [InlineData(Usage, "norules.json has no rules", "whatif", "--recording", "{empty}", "--rules", "{norules.json}")]
    public async Task Cellect_OrdinaryMistake_EndsWithOneLineThatSaysWhatToDo(int exit, string told, params string[] arguments)
    {
        using var cellect = ChildProgram.Cellect([.. arguments.Select(Placed), .. Quiet(arguments)]);
        var code = await cellect.ExitAsync();
        Assert.Matches(told, cellect.Output);
        Assert.Equal(exit, code);
        Assert.DoesNotContain(" at Cellect.", cellect.Output, StringComparison.Ordinal);
        Assert.Single(cellect.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    // A service that starts all the same must not take the ports of somebody's session.
    private static string[] Quiet(string[] arguments) =>
        arguments is ["run", ..] && !arguments.Contains("--Record:Directory") && !arguments.Contains("--directory")
            ? ["--Publish:Endpoint", "tcp://127.0.0.1:0", "--Publish:ControlEndpoint", "tcp://127.0.0.1:0"]
            : [];

    private string Placed(string argument) =>
        argument switch
        {
            "{taken}" => $"tcp://127.0.0.1:{((IPEndPoint)_taken.LocalEndpoint).Port}",
            ['{', .., '}'] => _folder[argument[1..^1]],
            ['{', .., 'y'] => _folder["file", "today"],
            _ => argument,
        };
}
