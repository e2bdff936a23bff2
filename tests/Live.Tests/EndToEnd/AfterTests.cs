using Cellect.Live.Hosting;
using Cellect.Testing;

namespace Cellect.Live.Tests.EndToEnd;

/// <summary>What a person does after a session, as processes: track, correct, finish, export.</summary>
public sealed class AfterTests : IDisposable
{
    private const string Specimen = "sim:lymphnode?seed=3&frames=6&z=8&y=64&x=64&cells=12";

    private readonly string _folder = Directory.CreateTempSubdirectory("cellect-after").FullName;

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Finish_OfACorrectedRecording_HoldsWhatWasSaid_AndIsExported()
    {
        await RunAsync("track", Specimen, "--out", At("live"));
        var tracked = Rows(At("live"));
        var (deleted, accepted) = (tracked[0], tracked[1]);
        File.WriteAllLines(At("mine.jsonl"), [Edit("delete", deleted), Edit("accept", accepted)]);

        Assert.Contains("2 edits made, 2 in force", await RunAsync("correct", At("live"), "--edits", At("mine.jsonl"), "--who", "ada"));
        var told = await RunAsync("finish", At("live"), "--out", At("final"));
        await RunAsync("export", At("final"), "--format", "csv", "--out", At("final.csv"));

        Assert.Contains("tracks joined", told);
        var final = Rows(At("final"));
        Assert.DoesNotContain(final, row => Place(row) == Place(deleted));
        Assert.Contains(final, row => Place(row) == Place(accepted));
        Assert.Contains("\"who\":\"ada\"", File.ReadAllText(Path.Combine(At("final"), "edits.jsonl")));
        Assert.Equal(tracked, Rows(At("live")));
        Assert.Equal(final.Length, File.ReadAllLines(At("final.csv")).Skip(1).Count(line => line.Length > 0));

        using var again = ChildProgram.Cellect("finish", At("live"), "--out", At("final"));
        Assert.Equal(ExitCode.InputUnusable, await again.ExitAsync());
        Assert.Contains("holds a recording already", again.Output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using var program = ChildProgram.Cellect(arguments);
        Assert.True(await program.ExitAsync() == 0, program.Output);
        return program.Output;
    }

    private string At(string name) => Path.Combine(_folder, name);

    private static string[][] Rows(string recording) =>
        [.. File.ReadAllLines(Path.Combine(recording, "tracks.csv")).Skip(1).Select(line => line.Split(','))];

    private static (string T, string Z, string Y, string X) Place(string[] row) => (row[0], row[3], row[4], row[5]);

    private static string Edit(string kind, string[] row) => $$"""{"edit":"{{kind}}","cell":{"t":{{row[0]}},"track":{{row[1]}} } }""";
}
