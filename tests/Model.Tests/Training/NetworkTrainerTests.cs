using Cellect.Model.Training;

namespace Cellect.Model.Tests.Training;

public class NetworkTrainerTests
{
    [Fact]
    public void Train_OnBrightBalls_LossFalls()
    {
        var lines = new List<string>();
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "w.safetensors");
        new NetworkTrainer(new TrainingOptions { NetworkMinutes = 1.5 }, l => { lines.Add(l); Console.WriteLine(l); })
            .Train(n => Balls(n), path, CancellationToken.None);
        Assert.True(File.Exists(path));
    }

    internal static TrainingSequence Balls(int seed)
    {
        var random = new Random(seed);
        const int depth = 24, side = 112, frames = 4, count = 40;
        var geometry = new VoxelGeometry(2, 1, 1);
        var start = Enumerable.Range(0, count).Select(_ => (Z: random.NextSingle() * depth, Y: random.NextSingle() * side, X: random.NextSingle() * side)).ToArray();
        var volumes = new ushort[frames][];
        var cells = new TrainingCell[frames][];
        for (var t = 0; t < frames; t++)
        {
            var v = new ushort[depth * side * side];
            for (var i = 0; i < v.Length; i++) v[i] = (ushort)(100 + random.Next(20));
            cells[t] = new TrainingCell[count];
            for (var k = 0; k < count; k++)
            {
                var c = start[k];
                float cz = Math.Clamp(c.Z, 0, depth - 1), cy = Math.Clamp(c.Y + t * 1.5f, 0, side - 1), cx = Math.Clamp(c.X - t, 0, side - 1);
                cells[t][k] = new TrainingCell(cz, cy, cx, 5, t == 0 ? -1 : k, false);
                for (var z = 0; z < depth; z++)
                for (var y = Math.Max(0, (int)cy - 6); y < Math.Min(side, cy + 7); y++)
                for (var x = Math.Max(0, (int)cx - 6); x < Math.Min(side, cx + 7); x++)
                    if ((z - cz) * (z - cz) * 4 + (y - cy) * (y - cy) + (x - cx) * (x - cx) < 25)
                        v[(z * side + y) * side + x] = (ushort)(600 + random.Next(100));
            }

            volumes[t] = v;
        }

        return new TrainingSequence(depth, side, side, geometry, volumes, cells);
    }
}
