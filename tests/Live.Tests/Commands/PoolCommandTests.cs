using System.Diagnostics;
using System.Globalization;
using Cellect.Testing;

namespace Cellect.Live.Tests.Commands;

/// <summary>The contract of chunks, through the program as a user runs it.</summary>
public class PoolCommandTests
{
    private const string Specimen = "sim:lymphnode?seed=2&frames=4&z=16&y=128&x=128&cells=60";

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Pool_WhoseWorkerIsKilled_GivesWhatOneWorkerGives()
    {
        using var temp = new TemporaryFolder();
        Assert.Equal(0, await RunAsync("plan", Specimen, "--out", temp["plan"], "--chunk-frames", "1", "--Record:Masks", "false"));
        Copy(temp["plan"], temp["alone"]);
        Assert.Equal(0, await RunAsync("track", "--plan", temp["alone"]));
        Assert.Equal(0, await RunAsync("stitch", temp["alone"], "--out", temp["expected"]));

        using (var pool = ChildProgram.Cellect("pool", temp["plan"], "--workers", "2", "--out", temp["actual"]))
        {
            await KillOneAsync(temp["plan"]);
            Assert.Equal(0, await pool.ExitAsync());
            Assert.Contains("ended with code 137", pool.Output, StringComparison.Ordinal);
        }

        foreach (var cells in Directory.GetFiles(temp["alone", "chunks"], "*.cells"))
            Assert.Equal(File.ReadAllBytes(cells), File.ReadAllBytes(Path.Combine(temp["plan", "chunks"], Path.GetFileName(cells))));
        Assert.Equal(File.ReadAllBytes(temp["expected", "tracks.csv"]), File.ReadAllBytes(temp["actual", "tracks.csv"]));
        Assert.True(File.Exists(temp["actual", "final", "changes.csv"]));
    }

    [Fact]
    public async Task Stitch_OfAFolderWithoutAPlan_SaysSo()
    {
        using var temp = new TemporaryFolder();
        using var stitch = ChildProgram.Cellect("stitch", temp["nowhere"], "--out", temp["result"]);
        Assert.Equal(3, await stitch.ExitAsync());
        Assert.Contains("plan.json", stitch.Output, StringComparison.Ordinal);
    }

    private static async Task<int> RunAsync(params string[] arguments)
    {
        using var program = ChildProgram.Cellect(arguments);
        var code = await program.ExitAsync();
        Assert.True(code == 0, program.Output);
        return code;
    }

    /// <summary>Kills the first worker that is at a chunk, known by the name of its claim.</summary>
    private static async Task KillOneAsync(string plan)
    {
        string[] taken;
        while ((taken = Directory.GetFiles(Path.Combine(plan, "taken"))).Length == 0)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        using var worker = Process.GetProcessById(int.Parse(Path.GetFileName(taken[0]).Split('~')[2], CultureInfo.InvariantCulture));
        worker.Kill();
    }

    private static void Copy(string from, string to)
    {
        foreach (var folder in Directory.GetDirectories(from))
            Directory.CreateDirectory(Path.Combine(to, Path.GetFileName(folder)));
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }
}
