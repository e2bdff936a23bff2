using Cellect.Model.Torch;
using CsCheck;

namespace Cellect.Model.Tests.Torch;

public class TilingTests
{
    [Fact]
    public void Split_AnyVolume_EveryPlaceBelongsToExactlyOneTile() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 900], Gen.Int[1, 900], Gen.Int[1_000_000, 8_000_000]).Sample((depth, height, width, most) =>
        {
            var tiles = Tiling.Split(depth, height, width, most);
            for (var y = -0.4f; y < height; y += 37)
                for (var x = -0.4f; x < width; x += 41)
                    Assert.Single(tiles, t => t.Owns(y, x, height, width));
            Assert.All(tiles, t => Assert.Equal((0, 0), (t.Y0 % LiveNetwork.LateralMultiple, t.X0 % LiveNetwork.LateralMultiple)));
        }, iter: 100);

    [Fact]
    public void Split_VolumeWithinTheLimit_IsOneTile() => Assert.Single(Tiling.Split(41, 512, 512, 16_000_000));

    [Fact]
    public void Split_LargeVolume_TilesStayNearTheLimit()
    {
        var tiles = Tiling.Split(231, 2048, 2048, 40_000_000);
        Assert.True(tiles.Count > 1);
        Assert.All(tiles, t => Assert.True(231L * (t.Y1 - t.Y0) * (t.X1 - t.X0) < 60_000_000));
    }
}
