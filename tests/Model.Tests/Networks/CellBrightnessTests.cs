using System.Numerics.Tensors;
using Cellect.Model.Detections;
using Cellect.Model.Networks.Live;

namespace Cellect.Model.Tests.Networks;

public class CellBrightnessTests
{
    private static readonly VoxelGeometry Geometry = new(5, 1, 1);

    [Fact]
    public void Of_CentresBeyondTheBorder_AreAsBrightAsTheVoxelNextToThem()
    {
        var voxels = new ushort[4 * 8 * 8];
        Array.Fill(voxels, (ushort)100);
        Array.Fill(voxels, (ushort)1000, 3 * 64, 64);
        using var volume = PreparedVolume.From(new ReadOnlyTensorSpan<ushort>(voxels, [4, 8, 8]), Geometry);

        var values = CellBrightness.Of(volume, [Cell(3, 4, 4), Cell(3.7f, 4, 4), Cell(-0.7f, -2, 9)]);

        Assert.Equal(values[0], values[1], 0.001f);
        Assert.True(values[2] < values[0], string.Join(", ", values));
    }

    private static Detection Cell(float z, float y, float x) => new(z, y, x, 1, 0.9f, 0, 0, 0, 0);
}
