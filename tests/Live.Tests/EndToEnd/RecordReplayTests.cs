using System.Text.Json;
using Cellect.Data.Recordings;
using Cellect.Testing;
using Cellect.Triggers.Audit;

namespace Cellect.Live.Tests.EndToEnd;

/// <summary>A session is recorded with its volumes and replayed: the same tracks and firings, bit for bit.</summary>
public class RecordReplayTests
{
    // An age limit that decides nothing: how old a volume is when it is tracked depends on how busy the computer is.
    private static readonly string[] Rules =
    [
        "--Triggers:Mode",
        "Observe",
        "--Triggers:CommandEndpoint",
        "tcp://127.0.0.1:0",
        "--Triggers:Rules:0:Name",
        "divides",
        "--Triggers:Rules:0:When:Event",
        "Division",
        "--Triggers:Rules:0:Guards:MaxAgeSeconds",
        "120",
        "--Triggers:Rules:0:Guards:WarmUpVolumes",
        "1",
        "--Triggers:Rules:0:Then:0:Adapter",
        "sim",
        "--Triggers:Rules:0:Then:0:IntervalSeconds",
        "0.4",
        "--Microscope:Adapters:sim:Endpoint",
        "tcp://127.0.0.1:15699",
        "--Microscope:Watchdog:LogFile",
        "",
    ];

    [Fact]
    public async Task TwoChannelsWithLosses_Replayed_GiveTheSameTracksLedgerAndFirings()
    {
        using var first = await Service.StartAsync(["--Record:Volumes", "All", "--Analysis:Traces", "true", .. Rules]);
        using var sender = ChildProgram.Replay(
            "sim:embryo?seed=4&frames=24&z=12&y=64&x=64&channels=2&cycle=12",
            "--to",
            first.Endpoint,
            "--rate",
            "max",
            "--lose",
            "0.05",
            "--series",
            "session"
        );
        Assert.Equal(0, await sender.ExitAsync());
        await first.Program.WaitForAsync("is over \\(end\\)");
        Assert.Equal(0, await first.Program.StopAsync());

        using var second = await Service.StartAsync(["--Record:Volumes", "All", .. Rules]);
        using var replay = ChildProgram.Replay(first.Folder, "--to", second.Endpoint, "--rate", "max");
        Assert.Equal(0, await replay.ExitAsync());
        await second.Program.WaitForAsync("is over \\(end\\)");
        Assert.Equal(0, await second.Program.StopAsync());

        Assert.Equal(Text(first, "tracks.csv"), Text(second, "tracks.csv"));
        Assert.Equal(Session(first).GetProperty("ledger").GetRawText(), Session(second).GetProperty("ledger").GetRawText());
        Assert.NotEmpty(Firings(first));
        Assert.Equal(Firings(first), Firings(second));
        Assert.Equal(Places(first), Places(second));
        Assert.Contains(Places(first), place => place.C == 1);
        Assert.True(Places(first).Count < 48, "nothing was lost on purpose");

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
        foreach (var table in BiologyFiles.Tables)
            Assert.Equal(Text(first, table), File.ReadAllText(Path.Combine(second.Folder, "analysed", table)));
        Assert.True(File.ReadLines(Path.Combine(first.Folder, BiologyFiles.Motility)).Count() > 10);
        var cells = File.ReadLines(Path.Combine(first.Folder, TrackTable.FileName)).Count();
        Assert.Equal(cells, File.ReadLines(Path.Combine(first.Folder, BiologyFiles.Traces)).Count());
        Assert.Contains("</html>", File.ReadAllText(Path.Combine(second.Folder, "analysed", "report.html")), StringComparison.Ordinal);
    }

    private static string Text(Service service, string file) => File.ReadAllText(Path.Combine(service.Folder, file));

    private static JsonElement Session(Service service) => JsonDocument.Parse(Text(service, "session.json")).RootElement;

    private static List<(int T, int C, ulong Seq)> Places(Service service) =>
        [.. new RecordedVolumes(service.Folder).Rows.Select(row => (row.Header.T, row.Header.C, row.Header.Seq))];

    // What was evaluated and fired, not when the clock of that day stood.
    private static List<string> Firings(Service service)
    {
        var log = Directory.GetFiles(service.Folder, "*.audit").Single();
        return
        [
            .. AuditFile
                .Read(log)
                .Entries.Select(entry => JsonDocument.Parse(entry.ToJsonString()).RootElement)
                .Where(entry => entry.TryGetProperty("rule", out _) && entry.TryGetProperty("event", out _))
                .Select(entry => $"{entry.GetProperty("t")} {entry.GetProperty("held_back_by")} {entry.GetProperty("event")}"),
        ];
    }
}
