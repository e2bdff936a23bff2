using System.CommandLine;
using Cellect.Data.Volumes;
using Cellect.Testing;

namespace Cellect.Benchmarks.Chunks;

/// <summary><c>sparse</c>: a large volume of which little is on the disk, for a worker with little memory.</summary>
internal static class SparseCommand
{
    private static readonly VolumeShape Shape = new(200, 2048, 2048);

    public static Command Create()
    {
        var directory = new Option<string>("--out") { Description = "Folder of the OME-Zarr image.", Required = true };
        var frames = new Option<int>("--frames") { Description = "Time points.", DefaultValueFactory = _ => 2 };
        var command = new Command("sparse", "Writes an OME-Zarr image of 200x2048x2048 voxels, most of them zero.") { directory, frames };
        command.SetAction(parse =>
        {
            // Three clusters: one across the middle, where parts meet.
            var places =
                from cluster in new[] { (Z: 96, Y: 1024, X: 1024), (Z: 60, Y: 400, X: 1500), (Z: 150, Y: 1700, X: 300) }
                from i in Enumerable.Range(0, 27)
                select (cluster.Z + 8f * (i / 9 - 1), cluster.Y + 30f * (i / 3 % 3 - 1), cluster.X + 30f * (i % 3 - 1));
            var field = new BallField([.. places]) { Sparse = true, Anisotropy = 2 };
            ChunkedZarr.Write(
                parse.GetRequiredValue(directory),
                parse.GetValue(frames),
                Shape,
                new VolumeShape(50, 128, 128),
                new VoxelSize(1, 0.5, 0.5),
                field.At
            );
        });
        return command;
    }
}
