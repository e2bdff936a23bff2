using Cellect.Model.Networks.Live;
using CsCheck;

namespace Cellect.Model.Tests.Networks;

public class TilingTests
{
    [Fact]
    public void Split_AnyVolume_EveryPlaceBelongsToExactlyOneTile() =>
        Gen.Select(Gen.Int[1, 260], Gen.Int[1, 900], Gen.Int[1, 900], Gen.Int[2_500_000, 8_000_000])
            .Sample(
                (depth, height, width, most) =>
                {
                    var tiles = Tiling.Split(depth, height, width, most);
                    for (var z = -0.4f; z < depth; z += 23)
                    for (var y = -0.4f; y < height; y += 67)
                    for (var x = -0.4f; x < width; x += 71)
                        Assert.Single(tiles, t => t.Owns(z, y, x));
                    Assert.All(tiles, t => Assert.InRange(t.Voxels, 1, most));
                    Assert.All(tiles, t =>
                        Assert.Equal(
                            (0, 0, 0),
                            (
                                t.Z.From % LiveNetwork.AxialMultiple,
                                t.Y.From % LiveNetwork.LateralMultiple,
                                t.X.From % LiveNetwork.LateralMultiple
                            )
                        )
                    );
                },
                iter: 100
            );

    [Fact]
    public void Split_VolumeWithinTheLimit_IsOneTile() => Assert.Single(Tiling.Split(41, 512, 512, 16_000_000));

    [Theory]
    [InlineData(231, 2048, 2048, 40_000_000)]
    [InlineData(231, 512, 512, 4_000_000)]
    [InlineData(1000, 300, 300, Tiling.LeastVoxels)]
    public void Split_LargeVolume_NoTileIsAboveTheLimit(int depth, int height, int width, int most)
    {
        var tiles = Tiling.Split(depth, height, width, most);
        Assert.True(tiles.Count > 1);
        Assert.All(tiles, t => Assert.InRange(t.Voxels, 1, most));
    }

    [Fact]
    public void Split_LimitBelowTheMargins_StillCoversTheVolume() =>
        Assert.Equal(
            100L * 300 * 300,
            Tiling
                .Split(100, 300, 300, 1)
                .Sum(t => (long)(t.Z.CoreTo - t.Z.CoreFrom) * (t.Y.CoreTo - t.Y.CoreFrom) * (t.X.CoreTo - t.X.CoreFrom))
        );
}
