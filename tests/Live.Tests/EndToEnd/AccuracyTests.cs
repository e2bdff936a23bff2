using System.Globalization;
using Cellect.Analysis.Graphs;
using Cellect.Lab.Evaluation;
using Cellect.Testing;

namespace Cellect.Live.Tests.EndToEnd;

public class AccuracyTests
{
    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Demo_TwelveFrames_ReachesTheBars()
    {
        var folder = Directory.CreateTempSubdirectory("cellect-demo").FullName;
        using var demo = ChildProgram.Cellect("demo", "--headless", "--frames", "12", "--out", folder);
        Assert.True(await demo.ExitAsync() == 0, demo.Output);
        Assert.Contains("divisions", demo.Output, StringComparison.Ordinal);
        var score = PointScore.Compute(
            PointTable.ReadNodes(Path.Combine(folder, "nodes.csv")),
            PointTable.ReadTracks(Path.Combine(folder, "tracks.csv")),
            new PointMatchOptions
            {
                ScaleZ = 2,
                ScaleY = 0.5,
                ScaleX = 0.5,
                MaxDistance = 4,
            }
        );
        Assert.True(score.Nodes.Recall >= 0.95 && score.Nodes.Precision >= 0.95, $"cells: {score.Nodes}");
        Assert.True(score.Edges.Recall >= 0.95, $"links: {score.Edges}");
    }

    /// <summary>Real light-sheet images over real sockets against the silver truth, which is sparse and ends with time point 15.</summary>
    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Run_RealDrosophilaNuclei_ReachesTheBars()
    {
        var data = Repository.SharedData("tgmm_drosophila");
        using var images = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(Path.Combine(data, "images")).Order(StringComparer.Ordinal).Take(16))
            File.CreateSymbolicLink(images[Path.GetFileName(file)], file);
        using var service = await Service.StartAsync("--Record:Masks", "false");
        using var replay = ChildProgram.Replay(images.Path, "--to", service.Endpoint, "--rate", "max", "--voxel", "2.03,0.406,0.406");
        Assert.True(await replay.ExitAsync() == 0, replay.Output);
        await service.Program.WaitForAsync("is over \\(end\\).*16 time points: 16 processed");
        Assert.Equal(0, await service.Program.StopAsync());

        var tracks = Path.Combine(service.Folder, "tracks.csv");
        var truth = PointTable.ReadNodes(Path.Combine(data, "tracks_silver_t00-15.csv"));
        var score = PointScore.Compute(
            truth,
            PointTable.ReadTracks(tracks),
            new PointMatchOptions
            {
                ScaleZ = 5,
                MaxDistance = 8,
                Sparse = true,
            }
        );
        var above = File.ReadLines(tracks)
            .Skip(1)
            .Select(line => line.Split(','))
            .Count(row => int.Parse(row[0], CultureInfo.InvariantCulture) <= 15 && double.Parse(row[3], CultureInfo.InvariantCulture) < 18);
        Assert.True(score.Nodes.Recall >= 0.95, $"cells: {score.Nodes}");
        Assert.True(score.Edges.Recall >= 0.92, $"links: {score.Edges}");
        Assert.True(above <= 1.2 * truth.NodeCount, $"{above} detections above slice 18 for {truth.NodeCount} nodes");
    }
}
