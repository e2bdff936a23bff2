using System.Numerics.Tensors;
using Cellect.Model.Detections;
using Cellect.Model.Networks.Live;

namespace Cellect.Model.Tests.Networks;

public class SourceFrameTests
{
    [Fact]
    public void Cells_OfAVolumeOfHalfTheColumns_ComeBackInVoxelsOfTheSource()
    {
        using var source = Volume(6, 20, 30);
        var half = source.At(new Sampling(2, 0));
        var cell = Assert.Single(SourceFrame.Cells([new Detection(2, 4, 7, 3, 0.9f, 0.1f, 1, -2, 3)], half));
        Assert.Equal(new Detection(2, 8.5f, 14.5f, 6, 0.9f, 0.1f, 1, -4, 6), cell);
    }

    [Fact]
    public void Cells_AtTheRim_StayInsideTheSource()
    {
        using var source = Volume(6, 20, 30);
        var half = source.At(new Sampling(2, 0));
        var cell = Assert.Single(SourceFrame.Cells([new Detection(5, 9.9f, -0.4f, 3, 0.9f, 0, 0, 0, 0)], half));
        Assert.Equal((5, 19, 0), (cell.Z, cell.Y, cell.X));
    }

    [Fact]
    public void At_CoarserThanTheSlices_JoinsSlicesToo()
    {
        using var source = Volume(6, 20, 30);
        var coarse = source.At(new Sampling(4, 0));
        Assert.Equal([3L, 5, 8], coarse.Voxels.shape);
        Assert.Equal((2, 4, 3.75f), coarse.Factor);
    }

    private static PreparedVolume Volume(int depth, int height, int width) =>
        PreparedVolume.From(
            new ReadOnlyTensorSpan<ushort>(new ushort[depth * height * width], [depth, height, width]),
            new VoxelGeometry(2, 1, 1)
        );
}
