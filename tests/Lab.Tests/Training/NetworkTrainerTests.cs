using Cellect.Lab.Training;
using Cellect.Model.Detections;

namespace Cellect.Lab.Tests.Training;

public class NetworkTrainerTests
{
    [Fact]
    [Trait("Speed", "Slow")]
    public void Step_OnOneSequenceAgainAndAgain_LowersTheLoss()
    {
        using var steps = new TrainingSteps(
            new TrainingOptions
            {
                CropDepth = 8,
                CropSide = 32,
                SequencesPerStep = 1,
            }
        );
        var sequence = Balls(1);
        var first = Enumerable.Range(0, 3).Average(_ => steps.Take(sequence));
        for (var i = 0; i < 25; i++)
            steps.Take(sequence);
        var last = Enumerable.Range(0, 3).Average(_ => steps.Take(sequence));
        Assert.True(last < 0.8 * first, $"loss went from {first} to {last}");
    }

    /// <summary>Bright balls that all move one and a half rows down and one column to the left a frame.</summary>
    internal static TrainingSequence Balls(int seed)
    {
        const int depth = 10,
            side = 40,
            frames = 4,
            count = 5;
        var random = new Random(seed);
        var start = Enumerable
            .Range(0, count)
            .Select(_ => (Z: 2 + 6 * random.NextSingle(), Y: 6 + 24 * random.NextSingle(), X: 6 + 24 * random.NextSingle()))
            .ToArray();
        var volumes = new ushort[frames][];
        var cells = new TrainingCell[frames][];
        for (var t = 0; t < frames; t++)
        {
            cells[t] = start.Select((c, k) => new TrainingCell(c.Z, c.Y + t * 1.5f, c.X - t, 4, t == 0 ? -1 : k, false)).ToArray();
            volumes[t] = Draw(cells[t], depth, side, random);
        }

        return new TrainingSequence(depth, side, side, new VoxelGeometry(2, 1, 1), volumes, cells);
    }

    private static ushort[] Draw(TrainingCell[] cells, int depth, int side, Random random)
    {
        var voxels = new ushort[depth * side * side];
        for (var i = 0; i < voxels.Length; i++)
        {
            int z = i / (side * side),
                y = i / side % side,
                x = i % side;
            var inside = cells.Any(c => 4 * (z - c.Z) * (z - c.Z) + (y - c.Y) * (y - c.Y) + (x - c.X) * (x - c.X) < 16);
            voxels[i] = (ushort)(100 + random.Next(20) + (inside ? 500 : 0));
        }

        return voxels;
    }
}
