using Cellect.Analysis.Lives;
using Cellect.Analysis.Proliferation;
using Cellect.Data.Regions;
using Cellect.Data.Volumes;
using CsCheck;

namespace Cellect.Analysis.Tests.Proliferation;

public class RegionSurfaceTests
{
    private static readonly Region[] Regions =
    [
        new BoxRegion("box", new Position(2, 3, 4), new Position(6, 9, 12)),
        new CylinderRegion("cylinder", new Position(5, 6, 7), 4, 6),
    ];

    private static readonly Gen<Position> Place = Gen.Select(Gen.Double[-5, 15], Gen.Double[-5, 18], Gen.Double[-5, 20], (z, y, x) =>
        new Position(z, y, x)
    );

    [Fact]
    public void Distance_IsThatToTheNearestPlaceOnTheOtherSide() =>
        Gen.Select(Gen.Int[0, 1], Place, Place)
            .Sample(
                (i, a, b) =>
                {
                    var region = Regions[i];
                    if (region.Contains(a) == region.Contains(b))
                        return;
                    // The way to the other side crosses the surface.
                    Assert.True(a.DistanceTo(b) >= RegionSurface.Distance(region, a) - 1e-9);
                    Assert.True(a.DistanceTo(b) >= RegionSurface.Distance(region, b) - 1e-9);
                }
            );

    [Theory]
    [InlineData(0, 4, 6, 8, 2)]
    [InlineData(0, 4, 6, 15, 3)]
    [InlineData(0, 9, 6, 16, 5)]
    [InlineData(1, 5, 6, 7, 3)]
    [InlineData(1, 5, 6, 14, 3)]
    [InlineData(1, 12, 6, 14, 5)]
    public void Distance_OfKnownPlaces(int region, double z, double y, double x, double expected) =>
        Assert.Equal(expected, RegionSurface.Distance(Regions[region], new Position(z, y, x)), 1e-12);

    [Fact]
    public void VolumeBorder_LiesHalfAVoxelOutside_AndAFlatAxisHasNone()
    {
        var border = new VolumeBorder(new VolumeShape(10, 100, 100), new VoxelSize(2, 0.5, 0.5));
        Assert.Equal(1, border.Distance(new Position(0, 25, 25)), 1e-12);
        Assert.Equal(0.25, border.Distance(new Position(10, 49.5, 25)), 1e-12);
        Assert.Equal(-0.75, border.Distance(new Position(10, 25, -1)), 1e-12);
        var flat = new VolumeBorder(new VolumeShape(1, 100, 100), new VoxelSize(2, 0.5, 0.5));
        Assert.Equal(24.75, flat.Distance(new Position(0, 24.5, 24.6)), 1e-12);
    }
}
