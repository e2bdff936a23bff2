using Cellect.Data.Images;
using Cellect.Data.Volumes;
using Cellect.Testing;

namespace Cellect.Overlay.Tests;

public class VolumeReducerTests
{
    [Theory]
    [InlineData(41, 512, 512, 4_000_000, 1, 2, 2)] // slices far apart: only rows and columns are joined
    [InlineData(41, 512, 512, 20_000_000, 1, 1, 1)]
    [InlineData(1, 4096, 4096, 4_000_000, 1, 3, 2)]
    [InlineData(1, 1, 5000, 4_000_000, 1, 1, 3)] // longer than any texture may be
    public void Factors_Budget_ReducesTheFinestAxisFirst(int z, int y, int x, long budget, int fz, int fy, int fx)
    {
        var factors = VolumeReducer.Factors(new VolumeShape(z, y, x), new VoxelSize(2, 0.5, 0.5), budget);

        Assert.Equal((fz, fx * fy), (factors.Z, factors.Y * factors.X));
        Assert.True(Side(z, factors.Z) * Side(y, factors.Y) * Side(x, factors.X) <= budget);
    }

    [Fact]
    public void Reduce_Blocks_AreMeans()
    {
        var pool = new VolumePool();
        using var volume = pool.Rent(TestVolumes.Header("s", 0, new VolumeShape(2, 3, 5)));
        for (var i = 0; i < 30; i++)
            volume.AsSpan<ushort>()[i] = (ushort)(100 * i);

        var image = new VolumeReducer().Reduce(volume, maxVoxels: 12, 5, 0.1);

        Assert.Equal(new VolumeShape(2, 2, 3), image.Shape);
        Assert.Equal((0, 1), (image.Offset, image.CountsPerStep));
        Assert.Equal((ushort)300, image.Pixels[0]); // 0, 100, 500, 600
        Assert.Equal((ushort)1400, image.Pixels[5]); // the corner alone
    }

    [Fact]
    public void Reduce_Float_KeepsTheCountsAndPassesOverWhatIsNoNumber()
    {
        var pool = new VolumePool();
        using var volume = pool.Rent(TestVolumes.Header("s", 0, new VolumeShape(1, 1, 4), VoxelType.Float32));
        float[] values = [-2, float.NaN, 0.5f, 8];
        values.CopyTo(volume.AsSpan<float>());

        var image = new VolumeReducer().Reduce(volume, maxVoxels: 100, 0, 0);

        var counts = image.Pixels.Select(pixel => image.Offset + pixel * image.CountsPerStep).ToArray();
        Assert.Equal([-2, 0, 0.5f, 8], counts, (a, b) => MathF.Abs(a - b) < 1e-3f);
    }

    private static long Side(int side, int factor) => (side + factor - 1) / factor;
}
