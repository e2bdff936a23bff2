using System.Numerics.Tensors;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Devices;
using Cellect.Model.Networks.Live;
using Cellect.Testing;

namespace Cellect.Model.Tests.Networks;

/// <summary>The shipped model on balls at known places.</summary>
public class LiveTrackingTests
{
    private static readonly VoxelGeometry Geometry = new(2, 0.5, 0.5);

    [Fact]
    [Trait("Speed", "Slow")]
    public void Detect_BallsAtKnownPlaces_FindsEachWhereItIs()
    {
        (float Z, float Y, float X)[] places = [(6, 20.3f, 24.6f), (9, 50.5f, 70.2f), (5, 75.8f, 30.1f)];
        using var model = Load();
        var found = Tracked(model, Balls(places, 14, 96, 97));
        Assert.Equal(places.Length, found.Length);
        foreach (var (z, y, x) in places)
        {
            var cell = found.MinBy(c => MathF.Abs(c.Y - y) + MathF.Abs(c.X - x));
            Assert.Equal(z, cell.Z, 0.75f);
            Assert.Equal(y, cell.Y, 0.75f);
            Assert.Equal(x, cell.X, 0.75f);
            Assert.Equal(6, cell.Radius, 1.8f);
        }
    }

    [Fact]
    public void Link_BallsThatMove_KeepTheirTracks()
    {
        using var model = Load();
        for (var t = 0; t < 4; t++)
        {
            var frame = model.Detect(Balls([(6, 25 + 2 * t, 25), (8, 60, 70 - 2 * t)], 14, 88, 96), Geometry);
            var (cells, divisions) = model.Link(frame, 1);
            Assert.Equal([1, 2], cells.Select(c => c.Track).Order());
            Assert.Empty(divisions);
        }
    }

    [Theory]
    [InlineData(1, 9, 11)]
    [InlineData(3, 64, 33)]
    public void Detect_OddShapesWithoutCells_FindsNothingAndDoesNotFail(int depth, int height, int width)
    {
        using var model = Load();
        for (var t = 0; t < 2; t++)
        {
            Assert.Empty(Tracked(model, Balls([], depth, height, width)));
        }
    }

    [Fact]
    public void Link_BlankVolumeBetweenAndNoMemory_BeginsNewTracksAfterIt()
    {
        using var model = Load(memoryFrames: 0);
        var counts = new List<int>();
        foreach (var blank in new[] { false, true, false })
            counts.Add(model.Link(model.Detect(Balls(blank ? [] : [(6, 25, 25)], 14, 64, 64), Geometry), 1).Cells.Length);
        Assert.Equal([1, 0, 1], counts);
        Assert.Equal(2, model.Tracks);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Detect_InTilesOrWhole_FindsTheSameCells()
    {
        var places = Enumerable
            .Range(0, 8)
            .Select(i => (Z: 18f + i % 3 + 29 * (i % 4), Y: 28f + 40 * (i / 4), X: 28f + 77 * (i % 4)))
            .ToArray();
        using var whole = Detector(16_000_000);
        using var tiled = Detector(1_200_000);
        using var volume = PreparedVolume.From(Balls(places, 126, 96, 288), Geometry);
        var expected = whole.Detect(volume, null).Cells.OrderBy(c => c.Y).ThenBy(c => c.X).ToArray();
        var actual = tiled.Detect(volume, null).Cells.OrderBy(c => c.Y).ThenBy(c => c.X).ToArray();
        Assert.Equal(8, expected.Length);
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].Y, actual[i].Y, 0.01f);
            Assert.Equal(expected[i].X, actual[i].X, 0.01f);
            Assert.Equal(expected[i].Score, actual[i].Score, 0.01f);
        }
    }

    /// <summary>Its size is no multiple of the network's strides, and what the volume is padded with must not look like a cell beside
    /// noise.</summary>
    [Theory]
    [InlineData(11, 14)]
    [InlineData(19, 13)]
    public void Detect_NoiseUpToABorderThatIsPadded_FindsNothingThere(int seed, int depth)
    {
        using var model = Load();
        var cell = Assert.Single(model.Detect(Balls([(6, 30, 30)], depth, 92, 98, noise: 32, seed), Geometry).Cells);
        Assert.Equal((30, 30), (cell.Y, cell.X), (a, b) => MathF.Abs(a.Item1 - b.Item1) < 2 && MathF.Abs(a.Item2 - b.Item2) < 2);
    }

    private static Detection[] Tracked(LiveTracking model, ReadOnlyTensorSpan<ushort> volume)
    {
        var frame = model.Detect(volume, Geometry);
        return Array.ConvertAll(model.Link(frame, 1).Cells, cell => frame.Cells[cell.Detection]);
    }

    private static LiveDetector Detector(int maxTileVoxels)
    {
        var (tensors, _) = Safetensors.Read(Repository.Model);
        var network = new LiveNetwork();
        LiveModel.Load(network, tensors, LiveModel.NetworkPrefix, Repository.Model);
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
        return new LiveDetector(network, new DetectorOptions { MaxTileVoxels = maxTileVoxels }, 0.6f, NetworkDevice.Pick());
    }

    private static LiveTracking Load(int memoryFrames = 2) =>
        LiveTracking.Load(Repository.Model, new DetectorOptions(), new LinkerOptions { MemoryFrames = memoryFrames });

    /// <summary>Soft balls of radius 6 columns (1.5 slices) over a noisy background.</summary>
    private static ReadOnlyTensorSpan<ushort> Balls(
        (float Z, float Y, float X)[] places,
        int depth,
        int height,
        int width,
        int noise = 12,
        int seed = 1
    )
    {
        var random = new Random(seed);
        var voxels = new ushort[depth * height * width];
        for (var i = 0; i < voxels.Length; i++)
            voxels[i] = (ushort)(100 + random.Next(noise));
        foreach (var p in places)
            for (var z = 0; z < depth; z++)
            for (var y = Math.Max(0, (int)p.Y - 12); y < Math.Min(height, p.Y + 13); y++)
            for (var x = Math.Max(0, (int)p.X - 12); x < Math.Min(width, p.X + 13); x++)
            {
                var distance = MathF.Sqrt(16 * (z - p.Z) * (z - p.Z) + (y - p.Y) * (y - p.Y) + (x - p.X) * (x - p.X));
                voxels[(z * height + y) * width + x] += (ushort)(400 / (1 + MathF.Exp((distance - 6) / 0.9f)));
            }

        return new ReadOnlyTensorSpan<ushort>(voxels, [depth, height, width]);
    }
}
