using Cellect.Analysis.Graphs;
using Cellect.Data.Edits;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Live.Learning;
using Cellect.Testing;
using NetMQ;
using NetMQ.Sockets;

namespace Cellect.Live.Tests.EndToEnd;

public class ServiceTests
{
    private const string Python = "/usr/bin/python3";

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Run_RecipeSenderAndSubscriberInPython_WorkAsDocumented()
    {
        SkipWithoutPython();
        using var service = await Service.StartAsync();
        using var subscriber = ChildProgram.Python(
            Path.Combine(Repository.Root, "docs", "examples", "subscribe.py"),
            "--tracks",
            service.Tracks,
            "--control",
            service.Control
        );
        using var sender = ChildProgram.Python(Path.Combine(Repository.Root, "docs", "examples", "send_recipe.py"), service.Endpoint);
        Assert.Equal(0, await sender.ExitAsync());
        await service.Program.WaitForAsync("is over \\(disconnected\\).*5 processed");
        // Live or, when it was slow to start, from the snapshot.
        await subscriber.WaitForAsync("series \\S+");
        Assert.Equal(0, await service.Program.StopAsync());
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Run_GarbageBetweenGoodVolumes_LosesNothingGoodAndGoesOn()
    {
        using var service = await Service.StartAsync();
        using (var garbage = new PushSocket())
        {
            garbage.Options.Linger = TimeSpan.FromSeconds(10);
            garbage.Connect(service.Endpoint);
            garbage.SendFrame([0xc1, 0xff, 0x00]);
            garbage.SendMoreFrame("{\"dtype\":\"uint16\",\"shape\":[99999999,99999999,99999999]}").SendFrame(new byte[4]);
            garbage.SendMoreFrame("{\"dtype\":\"complex128\",\"shape\":[2,2,2]}").SendFrame(new byte[4]);
            garbage.SendMoreFrame("{\"dtype\":\"uint16\",\"shape\":[4,64,64]}").SendFrame(new byte[7]);
            garbage.SendMoreFrameEmpty().SendFrameEmpty();
        }

        using var replay = ChildProgram.Replay(
            "sim:embryo?seed=2&frames=4&z=16&y=64&x=64",
            "--to",
            service.Endpoint,
            "--rate",
            "max",
            "--planes",
            "--compression",
            "lz4"
        );
        Assert.Equal(0, await replay.ExitAsync());
        await service.Program.WaitForAsync("is over \\(end\\).*4 time points: 4 processed");
        Assert.Equal(0, await service.Program.StopAsync());
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Run_KilledInMidSeries_LeavesEverythingUpToTheLastFrameReadableAndGoesOnWithWhatPeopleSaid()
    {
        using var service = await Service.StartAsync();
        using var replay = ChildProgram.Replay("sim:embryo?seed=3&frames=500&z=16&y=64&x=64", "--to", service.Endpoint, "--rate", "max");
        var frames = Path.Combine(service.Folder, "frames.csv");
        Assert.True(
            SpinWait.SpinUntil(() => File.Exists(frames) && File.ReadLines(frames).Count() >= 8, TimeSpan.FromMinutes(2)),
            service.Program.Output
        );
        var cells = new RecordingReader(service.Folder).Read().First().Cells;
        Say(service, EditKind.Accept, cells[0]);
        await CountsAsync(service, 1);
        await service.Program.KillAsync();

        var recording = new RecordingReader(service.Folder);
        Assert.True(recording.Frames.Count >= 7);
        Assert.Equal(Enumerable.Range(0, recording.Frames.Count), recording.Frames.Select(f => f.T));
        Assert.True(PointTable.ReadTracks(Path.Combine(service.Folder, "tracks.csv")).NodeCount > 0);

        // Of a cell from before the end; what was said then counts again at once.
        Say(service, EditKind.Delete, cells[1]);
        await service.CrashAsync();
        await service.Program.WaitForAsync(": 1 edits of people count from here on");
        await CountsAsync(service, 2);
        Assert.All(LearnedFile.Read(service.Folder), line => Assert.NotEmpty(line.Verdicts));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Run_KilledAndStartedAgain_GoesOnWithTheSeriesAndItsTracks()
    {
        using var service = await Service.StartAsync();
        using var replay = ChildProgram.Replay(
            "sim:embryo?seed=3&frames=24&z=16&y=64&x=64",
            "--to",
            service.Endpoint,
            "--rate",
            "2",
            "--series",
            "night"
        );
        var frames = Path.Combine(service.Folder, "frames.csv");
        Assert.True(
            SpinWait.SpinUntil(() => File.Exists(frames) && File.ReadLines(frames).Count() >= 8, TimeSpan.FromMinutes(2)),
            service.Program.Output
        );
        await service.CrashAsync();
        await service.Program.WaitForAsync("series 'night' goes on at time point .* tracks go on as across a gap");
        Assert.Equal(0, await replay.ExitAsync());
        await service.Program.WaitForAsync("is over \\(end\\).*24 time points");
        Assert.Equal(0, await service.Program.StopAsync());

        var recording = new RecordingReader(service.Folder);
        Assert.Equal(23, recording.LastT);
        Assert.Single(RecordingFolder.Recordings(service.Folder));
        var cells = recording.Read().ToList();
        var seam = cells.FindIndex(frame => frame.Row.T > 0 && frame.Row.T >= (int)Part(service.Folder, 1)["first_t"]!);
        var before = cells[seam - 1].Cells.Select(c => c.Track).ToHashSet();
        var carried = cells[seam].Cells.Count(c => before.Contains(c.Track));
        Assert.True(carried >= 0.8 * before.Count, $"{carried} of {before.Count} tracks go on");
    }

    private static void Say(Service service, EditKind what, TrackedCell cell)
    {
        using var log = new EditLog(service.Folder, TimeProvider.System);
        log.Append(new TrackEdit { Edit = what, Cell = new CellKey(0, cell.Track) });
    }

    private static async Task CountsAsync(Service service, int edit)
    {
        await service.Program.WaitForAsync($": {edit} edits of people count from here on");
        Assert.True(
            SpinWait.SpinUntil(() => LearnedFile.Read(service.Folder).Any(line => line.Edit == edit), TimeSpan.FromMinutes(1)),
            service.Program.Output
        );
    }

    private static System.Text.Json.Nodes.JsonNode Part(string folder, int part) => Record.RecorderHarness.Session(folder)["parts"]![part]!;

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Run_EndpointInUse_SaysSoAmongTheMistakesAndEndsWithTwo()
    {
        using var taken = new PullSocket();
        var port = taken.BindRandomPort("tcp://127.0.0.1");
        using var second = ChildProgram.Cellect(
            "run",
            "--Ingest:Endpoint",
            $"tcp://127.0.0.1:{port}",
            "--Overlay:Mode",
            "Off",
            "--Record:Directory",
            "",
            "--Model:Path",
            Repository.Model
        );
        Assert.Equal(2, await second.ExitAsync());
        Assert.Contains($"port {port} of", second.Output, StringComparison.Ordinal);
        Assert.Contains("Ingest:Endpoint", second.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "--Ingest:HighWaterMark", "0", "HighWaterMark")]
    [InlineData("run", "--Ingest:Nonsense", "1", "Nonsense")]
    [InlineData("run", "--Nonsense:Key", "1", "Nonsense")]
    [InlineData("run", "--Overlay:Mode", "Sideways", "Overlay")]
    [InlineData("demo", "--frames", "0", "2 to 100000")]
    [InlineData("demo", "--scene", "moon", "embryo")]
    public async Task Cellect_WrongArguments_SaysWhatIsLegalAndEndsWithTwo(string verb, string option, string value, string expected)
    {
        using var program = ChildProgram.Cellect(verb, option, value);
        Assert.Equal(2, await program.ExitAsync());
        Assert.Contains(expected, program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Track_NoSuchSource_EndsWithThree()
    {
        using var program = ChildProgram.Cellect("track", "/no/such/folder", "--out", Path.Combine(Path.GetTempPath(), "never"));
        Assert.Equal(3, await program.ExitAsync());
        Assert.Contains("does not exist", program.Output, StringComparison.Ordinal);
    }

    private static void SkipWithoutPython()
    {
        Assert.SkipUnless(File.Exists(Python), "no /usr/bin/python3 (apt install python3-zmq python3-msgpack python3-numpy)");
        using var imports = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo(Python, ["-c", "import zmq, msgpack, numpy"]) { RedirectStandardError = true }
        )!;
        imports.WaitForExit();
        Assert.SkipUnless(
            imports.ExitCode == 0,
            "python3 has no zmq, msgpack, numpy (apt install python3-zmq python3-msgpack python3-numpy)"
        );
    }
}
