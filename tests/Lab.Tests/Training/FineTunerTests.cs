using Cellect.Lab.Training;
using Cellect.Model.Detections;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Live;
using Cellect.Testing;

namespace Cellect.Lab.Tests.Training;

/// <summary>The matching networks on a user's own frames, with the shipped detector.</summary>
public sealed class FineTunerTests : IDisposable
{
    private const int Frames = 26,
        Depth = 10,
        Side = 56;

    private static readonly VoxelGeometry Geometry = new(2, 1, 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("cellect").FullName;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Train_FramesWithLinksInSuccession_FitsTheMatchersAndTellsBeforeAndAfter(bool keepAnyway)
    {
        using var store = new FrameStore(Path.Combine(_folder, "frames.tmp"), Depth, Side, Side);
        var points = Points().ToArray();
        for (var t = 0; t < Frames; t++)
            store.Add(t, Draw([.. points.Where(p => p.T == t)]));
        var own = new AnnotatedSeries(
            store,
            new AnnotatedFrames(points, Frames, linked: true),
            points,
            Geometry,
            dense: true,
            radius: null
        );
        var lines = new List<string>();
        var files = new TrainingFiles(_folder);
        var better = new FineTuner(
            new TrainingOptions
            {
                From = Repository.Model,
                NetworkMinutes = 0,
                MatcherSequences = 6,
                KeepAnyway = keepAnyway,
            },
            progress => lines.Add(progress.Line ?? "")
        ).Train(
            new TrainingData
            {
                Simulated = _ => NetworkTrainerTests.Balls(1),
                SimulatedMatchers = NetworkTrainerTests.Balls,
                SimulatedHeldOut = [],
                Own = own,
            },
            files,
            CancellationToken.None
        );

        Assert.Contains(lines, line => line.StartsWith("held-out frames before: F1 of cells ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("held-out frames after: ", StringComparison.Ordinal));
        var (tensors, metadata) = Safetensors.Read(files.Model);
        var (begun, _) = Safetensors.Read(Repository.Model);
        Assert.Equal(begun.Keys.Order(), tensors.Keys.Order());
        Assert.Contains(LiveModel.MinScoreKey, metadata.Keys);
        // The detector is kept, whatever became of the others; a model that is no better is the one begun with, unless it is to be kept.
        Assert.Equal(!better && !keepAnyway, begun.All(t => t.Value.equal(tensors[t.Key]).all().item<bool>()));
        foreach (var (name, tensor) in begun)
            if (name.StartsWith(LiveModel.NetworkPrefix, StringComparison.Ordinal))
                Assert.True(tensor.equal(tensors[name]).all().item<bool>(), name);
    }

    private static IEnumerable<AnnotatedPoint> Points()
    {
        for (var t = 0; t < Frames; t++)
        for (var k = 0; k < 4; k++)
            yield return new AnnotatedPoint(
                t,
                5,
                14 + 28 * (k / 2) + t % 3,
                14 + 28 * (k % 2),
                4 * t + k,
                t == 0 ? -1 : 4 * (t - 1) + k,
                5
            );
    }

    private static ushort[] Draw(AnnotatedPoint[] cells)
    {
        var random = new Random(3);
        var volume = new ushort[Depth * Side * Side];
        for (int z = 0, i = 0; z < Depth; z++)
        for (var y = 0; y < Side; y++)
        for (var x = 0; x < Side; x++, i++)
        {
            var inside = cells.Any(c => 4 * (z - c.Z) * (z - c.Z) + (y - c.Y) * (y - c.Y) + (x - c.X) * (x - c.X) < 25);
            volume[i] = (ushort)(100 + random.Next(20) + (inside ? 800 : 0));
        }

        return volume;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
