using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Stream;
using Cellect.Testing;
using Cellect.Triggers.Audit;
using Cellect.Triggers.Tests.Actions;
using Cellect.Triggers.WhatIf;

namespace Cellect.Live.Tests.EndToEnd;

/// <summary>An armed session is recorded with its volumes and replayed: the same tracks and firings, bit for bit.</summary>
public class RecordReplayTests
{
    private const string Specimen = "sim:embryo?seed=4&frames=18&z=12&y=64&x=64&channels=2&cycle=12";
    private const int Sent = 36;

    // Two rules fire or not by how old a volume was, and by how much time had passed, in the session.
    private static readonly string[] Rules =
    [
        "--Triggers:Mode",
        "Observe",
        "--Triggers:CommandEndpoint",
        "tcp://127.0.0.1:0",
        "--Triggers:Envelope:MinIntervalSeconds",
        "0.1",
        "--Triggers:Rules:0:Name",
        "divides",
        "--Triggers:Rules:0:When:Event",
        "Division",
        "--Triggers:Rules:0:Guards:MaxAgeSeconds",
        "120",
        "--Triggers:Rules:0:Guards:WarmUpVolumes",
        "1",
        .. Then(0),
        .. Rule(1, "while-young", "MaxAgeSeconds", "0.1"),
        .. Rule(2, "after-a-pause", "CooldownSeconds", "0.7"),
        .. Rule(3, "confirmed", "CooldownSeconds", "0"),
        "--Triggers:Rules:3:When:Confirmed",
        "true",
        "--Model:Linker:Confirm",
        "true",
        "--Microscope:Adapters:sim:Rehearsal",
        "true",
        "--Microscope:Watchdog:LogFile",
        "",
    ];

    [Fact]
    public async Task ArmedSessionOfTwoChannelsWithLosses_Replayed_GivesTheSameTracksLedgerFiringsAndActions()
    {
        using var microscope = new StandInMicroscope();
        using var first = await ArmedAsync(microscope, "--Analysis:Traces", "true");
        using var sender = ChildProgram.Replay(Specimen, "--to", first.Endpoint, "--rate", "5", "--lose", "0.05", "--series", "session");
        await EndAsync(first, sender);

        using var again = new StandInMicroscope();
        using var second = await ArmedAsync(again);
        using var replay = ChildProgram.Replay(first.Folder, "--to", second.Endpoint, "--rate", "max");
        await EndAsync(second, replay);

        Assert.Equal(Text(first, "tracks.csv"), Text(second, "tracks.csv"));
        Assert.Equal(Session(first).GetProperty("ledger").GetRawText(), Session(second).GetProperty("ledger").GetRawText());
        Assert.Equal(Text(first, "division_events.csv"), Text(second, "division_events.csv"));
        AssertThatEveryDivisionHasAnOutcome(first);
        Assert.NotEmpty(Firings(first));
        Assert.Equal(Firings(first), Firings(second));
        Assert.NotEmpty(Actions(microscope));
        Assert.Equal(Actions(microscope), Actions(again));
        Assert.All([first, second], AssertThatTheRecordingGivesWhatTheLogSays);
        await AssertThatWhatIfTells(first);
        Assert.Equal(Places(first), Places(second));
        Assert.Contains(Places(first), place => place.C == 1);
        Assert.True(Places(first).Count < Sent, "nothing was lost on purpose");
        AssertThatEveryVoxelIsAsSent(first);
        AssertThatEveryVoxelIsAsSent(second);
        await AssertThatPythonReadsEveryVoxelAsSent(first);

        using var track = ChildProgram.Cellect(
            "track",
            first.Folder,
            "--out",
            Path.Combine(second.Folder, "tracked"),
            "--Model:Path",
            Repository.Model
        );
        Assert.Equal(0, await track.ExitAsync());
        Assert.Equal(Text(first, "tracks.csv"), File.ReadAllText(Path.Combine(second.Folder, "tracked", "tracks.csv")));

        using var analyse = ChildProgram.Cellect(
            "analyse",
            first.Folder,
            "--out",
            Path.Combine(second.Folder, "analysed"),
            "--images",
            first.Folder,
            "--report"
        );
        Assert.True(await analyse.ExitAsync() == 0, analyse.Output);
        string[] tables = [BiologyFiles.Motility, BiologyFiles.Divisions, BiologyFiles.Proliferation, BiologyFiles.Traces];
        foreach (var table in tables)
            Assert.Equal(Text(first, table), File.ReadAllText(Path.Combine(second.Folder, "analysed", table)));
        Assert.True(File.ReadLines(Path.Combine(first.Folder, BiologyFiles.Motility)).Count() > 10);
        var cells = File.ReadLines(Path.Combine(first.Folder, TrackTable.FileName)).Count();
        Assert.Equal(cells, File.ReadLines(Path.Combine(first.Folder, BiologyFiles.Traces)).Count());
        Assert.True(File.Exists(Path.Combine(second.Folder, "analysed", "followed.png")), analyse.Output);
        Assert.Contains("</html>", File.ReadAllText(Path.Combine(second.Folder, "analysed", "report.html")), StringComparison.Ordinal);
    }

    /// <summary>Every division that was told before the last frame was confirmed or withdrawn in the next, and the rule that waits for
    /// that fired for confirmed ones, in that frame.</summary>
    private static void AssertThatEveryDivisionHasAnOutcome(Service service)
    {
        var session = new RecordedSession(service.Folder);
        Assert.True(session.Confirms);
        var frames = session.Read().ToList();
        var told = frames.SkipLast(1).SelectMany(frame => frame.Divisions.Select(division => (frame.Header.T, division.Mother)));
        var outcomes = frames.SelectMany(frame => frame.Outcomes.Select(outcome => (frame.Header.T, Outcome: outcome))).ToList();
        Assert.NotEmpty(outcomes);
        Assert.Equal(told.Order(), outcomes.Select(known => (known.Outcome.T, known.Outcome.Division.Mother)).Order());
        Assert.All(outcomes, known => Assert.Equal(frames[frames.FindIndex(f => f.Header.T == known.Outcome.T) + 1].Header.T, known.T));
        var confirmed = outcomes
            .Where(known => known.Outcome is { Confirmed: true, Division.Probability: >= 0.5f })
            .Select(known => (known.T, known.Outcome.Division.Mother));
        var evaluated = Entries(service)
            .Where(e => (string?)e["rule"] == "confirmed" && e.ContainsKey("event"))
            .Select(e => ((int)e["t"]!, (int)e["event"]!["track"]!));
        Assert.NotEmpty(evaluated);
        Assert.Subset(confirmed.ToHashSet(), evaluated.ToHashSet());
    }

    /// <summary>A session whose rules steer a microscope from the first volume on.</summary>
    private static async Task<Service> ArmedAsync(StandInMicroscope microscope, params string[] more)
    {
        string[] adapter = ["--Microscope:Adapters:sim:Endpoint", microscope.Endpoint];
        var service = await Service.StartAsync(["--Record:Volumes", "All", .. Rules, .. adapter, .. more]);
        var commands = await service.Program.WaitForAsync(@"commands \(arm, disarm, stop\) on (tcp://\S+)");
        using var arm = ChildProgram.Cellect("arm", "--for", "10m", "--to", commands);
        Assert.True(await arm.ExitAsync() == 0, arm.Output + service.Program.Output);
        return service;
    }

    private static async Task EndAsync(Service service, ChildProgram sender)
    {
        Assert.True(await sender.ExitAsync() == 0, sender.Output);
        await service.Program.WaitForAsync("is over \\(end\\)");
        Assert.Equal(0, await service.Program.StopAsync());
    }

    // What was put back at the end has the name of its arming.
    private static List<string> Actions(StandInMicroscope microscope) =>
        [.. microscope.CarriedOut.Keys.Where(key => !key.StartsWith("restore", StringComparison.Ordinal)).Order()];

    private static void AssertThatEveryVoxelIsAsSent(Service service)
    {
        var sent = HashesOfTheSpecimen();
        var recorded = new RecordedVolumes(service.Folder);
        foreach (var row in recorded.Rows)
        {
            var voxels = new byte[row.Header.ByteCount];
            recorded.Read(row, voxels);
            Assert.Equal(sent[(row.Header.T, row.Header.C)], Convert.ToHexStringLower(SHA256.HashData(voxels)));
        }
    }

    private static async Task AssertThatPythonReadsEveryVoxelAsSent(Service service)
    {
        const string Program = """
            import csv, hashlib, sys, zarr
            for row in csv.DictReader(open(sys.argv[1] + "/volumes.csv")):
                t, c = int(row["t"]), int(row["c"])
                voxels = zarr.open(sys.argv[1] + "/" + row["image"] + "/0", "r")[t, c]
                print(t, c, hashlib.sha256(voxels.tobytes()).hexdigest())
            """;
        using var import = ChildProgram.Python("-c", "import zarr");
        if (await import.ExitAsync() != 0)
        {
            TestContext.Current.TestOutputHelper!.WriteLine(
                "not read by python3-zarr, which is not here (Debian: apt-get install python3-zarr)"
            );
            return;
        }

        using var python = ChildProgram.Python("-W", "ignore", "-c", Program, service.Folder);
        Assert.True(await python.ExitAsync() == 0, python.Output);
        var sent = HashesOfTheSpecimen();
        Assert.Equal(
            Places(service).Select(place => $"{place.T} {place.C} {sent[(place.T, place.C)]}"),
            python.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );
    }

    private static Dictionary<(int T, int C), string> HashesOfTheSpecimen()
    {
        var hashes = new Dictionary<(int, int), string>();
        using var source = VolumeSources.Open(Specimen);
        foreach (var volume in source.Read("sent", new VolumePool(), CancellationToken.None))
            using (volume)
                hashes[(volume.Header.T, volume.Header.C)] = Convert.ToHexStringLower(SHA256.HashData(volume.Bytes));
        return hashes;
    }

    // The verb reads a recording with volumes, and tells what fired.
    private static async Task AssertThatWhatIfTells(Service service)
    {
        var (rules, table) = (Path.Combine(service.Folder, "rules.json"), Path.Combine(service.Folder, "firings.csv"));
        File.WriteAllText(
            rules,
            """
            {"Triggers":{"Rules":[{"Name":"divides","When":{"Event":"Division"},"Guards":{"MaxAgeSeconds":120,"WarmUpVolumes":1},
            "Then":[{"Adapter":"sim","IntervalSeconds":0.4}]}]}}
            """
        );
        using var whatIf = ChildProgram.Cellect("whatif", "--recording", service.Folder, "--rules", rules, "--out", table);
        Assert.True(await whatIf.ExitAsync() == 0, whatIf.Output);
        var evaluated = Entries(service)
            .Where(e => (string?)e["rule"] == "divides" && e.ContainsKey("event"))
            .Select(e => (string?)e["key"]);
        Assert.NotEmpty(evaluated);
        Assert.Equal(evaluated, File.ReadLines(table).Skip(1).Select(line => line.Split(',')[^1]));
    }

    private static string[] Rule(int number, string name, string guard, string value) =>
        [
            $"--Triggers:Rules:{number}:Name",
            name,
            $"--Triggers:Rules:{number}:When:Event",
            "Division",
            $"--Triggers:Rules:{number}:Guards:{guard}",
            value,
            $"--Triggers:Rules:{number}:Guards:WarmUpVolumes",
            "1",
            $"--Triggers:Rules:{number}:Guards:AcrossGaps",
            "true",
            .. Then(number),
        ];

    private static string[] Then(int number) =>
        [
            $"--Triggers:Rules:{number}:Then:0:Adapter",
            "sim",
            $"--Triggers:Rules:{number}:Then:0:IntervalSeconds",
            "0.4",
            $"--Triggers:Rules:{number}:DeadlineMilliseconds",
            "120000",
        ];

    private static void AssertThatTheRecordingGivesWhatTheLogSays(Service service)
    {
        var session = new RecordedSession(service.Folder);
        var (compared, differences) = AuditReplay.Compare(Entries(service), session.Series, session.Read(), session.Folder);
        Assert.Empty(differences);
        Assert.True(compared > 3, $"{compared} evaluations");
    }

    private static IReadOnlyList<JsonObject> Entries(Service service) =>
        AuditFile.Read(Directory.GetFiles(service.Folder, "*.audit").Single()).Entries;

    private static string Text(Service service, string file) => File.ReadAllText(Path.Combine(service.Folder, file));

    private static JsonElement Session(Service service) => JsonDocument.Parse(Text(service, "session.json")).RootElement;

    private static List<(int T, int C, ulong Seq)> Places(Service service) =>
        [.. new RecordedVolumes(service.Folder).Rows.Select(row => (row.Header.T, row.Header.C, row.Header.Seq))];

    // What was evaluated and fired, not when the clock of that day stood.
    private static List<string> Firings(Service service) =>
        [
            .. Entries(service)
                .Where(e => e.ContainsKey("rule") && e.ContainsKey("event"))
                .Select(e => $"{e["t"]} {e["age_s"]} {e["held_back_by"]} {e["event"]!.ToJsonString()}"),
        ];
}
