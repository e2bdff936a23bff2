using Cellect.Batch.Chunks;
using Cellect.Batch.Joining;
using Cellect.Batch.Plans;
using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Stream.Sources.Parts;
using Cellect.Testing;

namespace Cellect.Batch.Tests;

/// <summary>The contract, with the shipped network on small volumes of an OME-Zarr image: what comes out does not tell how the work was
/// shared out.</summary>
public class StitchTests
{
    private static readonly VolumeShape Shape = new(12, 144, 144);

    [Fact]
    [Trait("Speed", "Slow")]
    public void Run_HoweverTheWorkIsCut_GivesTheSame()
    {
        using var temp = new TemporaryFolder();
        var field = new BallField([.. Places()]) { Jump = t => t >= 3 ? (0, 14, -10) : default };
        ChunkedZarr.Write(temp["image"], 5, Shape, new VolumeShape(8, 56, 56), SmallPlan.Voxel, field.At);
        // The last volume is gone.
        foreach (var chunk in Directory.GetFiles(Path.Combine(temp["image"], "0"), "4.*"))
            File.Delete(chunk);
        var whole = Stitched(temp, "whole", 5, [1, 1, 1]);
        Assert.Equal((0, 14, -10), Frames(temp, "whole")[3].Shift);
        Assert.Equal("malformed", Frames(temp, "whole")[4].Unusable);
        var rows = TrackTable.Read(Path.Combine(temp["whole-result"], TrackTable.FileName)).ToArray();
        Assert.Equal(4 * Places().Count(), rows.Length);
        Assert.Equal(Places().Count(), rows.Select(row => row.Cell.Track).Distinct().Count());

        Assert.Equal(whole, Stitched(temp, "cut", 2, [1, 1, 1]));

        // Another grid of the network's tiles: the last bits differ, and nothing else.
        _ = Stitched(temp, "tiled", 2, [1, 2, 2]);
        var tiled = TrackTable.Read(Path.Combine(temp["tiled-result"], TrackTable.FileName)).ToArray();
        Assert.Equal(rows.Length, tiled.Length);
        Assert.All(rows.Zip(tiled), pair =>
        {
            Assert.Equal((pair.First.T, pair.First.Cell.Parent), (pair.Second.T, pair.Second.Cell.Parent));
            Assert.Equal(pair.First.Cell.Y, pair.Second.Cell.Y, 0.01f);
            Assert.Equal(pair.First.Cell.X, pair.Second.Cell.X, 0.01f);
        });
        Assert.Equal(Frames(temp, "whole").Select(frame => frame.Shift), Frames(temp, "tiled").Select(frame => frame.Shift));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Run_Masks_EndByTheVolume_AndByTheForegroundWhereItIsGone()
    {
        using var temp = new TemporaryFolder();
        var field = new BallField([.. Places()]);
        ChunkedZarr.Write(temp["image"], 2, Shape, new VolumeShape(8, 56, 56), SmallPlan.Voxel, field.At);
        var plan = SmallPlan.Settled(temp["image"], Shape, 2, 2, [1, 1, 1]) with { Masks = true };
        var folder = PlanFolder.Create(temp["plan"]);
        folder.Publish(plan = plan.Named());
        using (var worker = new ChunkWorker(folder, plan))
            worker.Run(plan.Chunks[0], out _, TestContext.Current.CancellationToken);

        var whole = Stitcher.Run(folder, plan, temp["whole"], TimeProvider.System, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal(0, whole.MasksWithoutVolume);

        foreach (var chunk in Directory.GetFiles(Path.Combine(temp["image"], "0"), "1.*"))
            File.Delete(chunk);
        var half = Stitcher.Run(folder, plan, temp["half"], TimeProvider.System, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal((1, whole.Hash), (half.MasksWithoutVolume, half.Hash));
        Assert.Contains("\"masks_without_volume\": 1", File.ReadAllText(Path.Combine(temp["half"], "session.json")));
        Assert.True(Mask(temp["whole"], 0).SequenceEqual(Mask(temp["half"], 0)));
        Assert.False(Mask(temp["whole"], 1).SequenceEqual(Mask(temp["half"], 1)));

        Directory.Delete(temp["image"], recursive: true);
        Assert.Equal(
            2,
            Stitcher
                .Run(folder, plan, temp["none"], TimeProvider.System, _ => { }, TestContext.Current.CancellationToken)
                .MasksWithoutVolume
        );
    }

    private static byte[] Mask(string recording, int t) => File.ReadAllBytes(Path.Combine(recording, "01_RES", $"mask{t:D3}.tif"));

    private static IEnumerable<(float Z, float Y, float X)> Places() =>
        from y in Enumerable.Range(0, 3)
        from x in Enumerable.Range(0, 3)
        select (4f + (x + y) % 3 * 2, 30f + 36 * y, 38f + 36 * x);

    private static string Stitched(TemporaryFolder temp, string name, int chunkFrames, int[] tiles)
    {
        var plan = SmallPlan.Settled(temp["image"], Shape, 5, chunkFrames, tiles);
        var folder = PlanFolder.Create(temp[name]);
        if (plan.Surveyed)
            using (var parts = VolumeParts.Open(plan.Source, null, 0))
                SurveyTable.Write(
                    folder.Survey,
                    SurveyPass.Run(parts, plan.Frames, Shape, plan.Type, plan.Geometry, plan.ScaleAt, _ => { }, default)
                );
        folder.Publish(plan);
        using (var worker = new ChunkWorker(folder, plan))
            foreach (var chunk in plan.Chunks.Reverse())
                Assert.Equal(ChunkOutcome.Done, worker.Run(chunk, out _, default));
        return Stitcher.Run(folder, plan, temp[name + "-result"], TimeProvider.System, _ => { }, default).Hash;
    }

    private static ChunkFrame[] Frames(TemporaryFolder temp, string name)
    {
        var folder = new PlanFolder(temp[name]);
        var plan = folder.Read();
        var frames = new List<ChunkFrame>();
        foreach (var chunk in plan.Chunks.Where(chunk => chunk.Tile.All(place => place == 0)))
        {
            using var file = ChunkFile.Open(folder.CellsOf(chunk.Index), plan, chunk.Index)!;
            while (ChunkFile.Read(file) is { } frame)
                frames.Add(frame);
        }

        return [.. frames];
    }
}
