using System.Numerics.Tensors;
using Cellect.Model.Detections;
using Cellect.Model.Networks.Cellect2025;
using Cellect.Model.Networks.Devices;
using TorchSharp;

namespace Cellect.Model.Tests.Networks.Cellect2025;

/// <summary>Tiles, input, centres and suppression: cellect-reference.md §4 and §5.</summary>
public class Cellect2025DetectionTests
{
    [Theory]
    [InlineData(512, new[] { 0, 248, 256 })]
    [InlineData(256, new[] { 0 })]
    [InlineData(257, new[] { 0, 1 })]
    [InlineData(496, new[] { 0, 240 })]
    [InlineData(497, new[] { 0, 241 })]
    public void Of_Extent_BeginsEveryStrideAndEndsAtTheEnd(int extent, int[] expected)
    {
        Assert.Equal(expected, Cellect2025Tiles.Default.Of(32, extent, 256).Select(t => t.Row));
        Assert.Equal(expected, Cellect2025Tiles.Default.Of(32, 256, extent).Select(t => t.Column));
    }

    [Fact]
    public void Of_TheSpecimenOfTheReference_HasEighteenPatchesInTheOrderOfRowColumnSlice()
    {
        var tiles = Cellect2025Tiles.Default.Of(41, 512, 512);
        Assert.Equal(18, tiles.Count);
        Assert.Equal([new(0, 0, 0), new(0, 0, 9), new(0, 248, 0)], tiles[..3]);
    }

    [Fact]
    public void Tile_PairOfVolumes_ClipsBelowTheSmallestPositiveCountAndTakesTheLogarithm()
    {
        using var scope = torch.NewDisposeScope();
        using var first = Volume(0, 7, 100, 65535);
        using var second = Volume(9, 9, 9, 5);
        var input = new Cellect2025Input(first, second, Cellect2025Tiles.Default);
        Assert.Equal((32, 256, 256), (input.Depth, input.Height, input.Width));
        var tile = input.Tile(new Cellect2025Tiles.Tile(0, 0, 0), NetworkDevice.Processor);
        Assert.Equal([1, 2, 256, 256, 32], tile.shape);
        // Voxel (0, 0, 0) of the volume lies behind the margin; 5 is the smallest positive count of the two.
        float At(int frame, int row, int column) => tile[0, frame, row + 2, column + 2, 1].item<float>();
        Assert.Equal(MathF.Log(1 + 1900 + 5), At(0, 0, 0), 1e-5f);
        Assert.Equal(MathF.Log(1 + 1900 + 7), At(0, 0, 1), 1e-5f);
        Assert.Equal(MathF.Log(1 + 1900 + 65535), At(0, 1, 1), 1e-5f);
        Assert.Equal(MathF.Log(1 + 1900 + 9), At(1, 0, 0), 1e-5f);
        Assert.Equal(MathF.Log(1 + 1900 + 5), tile[0, 1, 0, 0, 0].item<float>(), 1e-5f);
        Assert.Equal(MathF.Log(1 + 1900 + 5), tile[0, 0, 200, 100, 20].item<float>(), 1e-5f);
    }

    [Fact]
    public void Find_BumpsInsideAndAtTheBorder_FindsThoseInside()
    {
        using var scope = torch.NewDisposeScope();
        var (segmentation, centre) = Maps(48, 40, 12);
        foreach (var (row, column, slice) in new[] { (10, 12, 5), (30, 20, 1), (1, 20, 6), (20, 20, 0) })
            Bump(centre, row, column, slice);
        Assert.Equal([Index(10, 12, 5), Index(30, 20, 1)], Cellect2025Peaks.Find(segmentation, centre));

        long Index(int row, int column, int slice) => (row * 40 + column) * 12 + slice;
    }

    [Theory]
    [InlineData(1, 0, 0, false)]
    [InlineData(0, 1, 1, false)]
    [InlineData(0, -1, 1, false)]
    [InlineData(1, 1, 0, true)] // not among the eleven
    [InlineData(1, 0, 1, true)]
    [InlineData(0, 2, 0, true)]
    public void Find_BackgroundBeside_CountsAmongTheElevenVoxelsAlone(int row, int column, int slice, bool found)
    {
        using var scope = torch.NewDisposeScope();
        var (segmentation, centre) = Maps(32, 32, 12);
        Bump(centre, 16, 16, 6);
        segmentation[0, 16 + row, 16 + column, 6 + slice] = torch.tensor(9f);
        Assert.Equal(found ? 1 : 0, Cellect2025Peaks.Find(segmentation, centre).Length);
    }

    [Fact]
    public void Find_AnotherLevelHigher_IsNoCentre()
    {
        using var scope = torch.NewDisposeScope();
        var (segmentation, centre) = Maps(32, 32, 12);
        Bump(centre, 16, 16, 6);
        centre[3, 16, 16, 6] = torch.tensor(40f);
        Assert.Empty(Cellect2025Peaks.Find(segmentation, centre));
    }

    [Fact]
    public void Take_CandidateNearOneOfAnEarlierPatch_IsDropped()
    {
        var suppression = new PatchSuppression(300, 256, 40, Cellect2025Tiles.Default);
        var first = new Cellect2025Tiles.Tile(0, 0, 0);
        Assert.Equal([true, true], suppression.Take(first, [new(100, 100, 10), new(100, 101, 10)]));
        var second = new Cellect2025Tiles.Tile(44, 0, 8);
        // In the plane within three of the diamond, one slice away within two; a single candidate reaches no further.
        Assert.Equal(
            [false, true, false, true, true],
            suppression.Take(second, [new(56 + 3, 100, 2), new(56 + 5, 100, 2), new(56, 101, 3), new(56, 101, 4), new(56 + 3, 100, 3)])
        );
    }

    private static Cellect2025Volume Volume(params ushort[] voxels) =>
        Cellect2025Volume.From(new ReadOnlyTensorSpan<ushort>(voxels, [1, 2, 2]), new VoxelGeometry(5, 1, 1), rescale: false);

    /// <summary>Maps [channel, row, column, slice] that are cell everywhere, with the centre nowhere.</summary>
    private static (torch.Tensor Segmentation, torch.Tensor Centre) Maps(int rows, int columns, int slices)
    {
        var segmentation = torch.zeros(3, rows, columns, slices);
        segmentation[1] = torch.ones(rows, columns, slices);
        var centre = torch.zeros(5, rows, columns, slices);
        centre[0] = torch.full([rows, columns, slices], 1f);
        return (segmentation, centre);
    }

    private static void Bump(torch.Tensor centre, int row, int column, int slice) => centre[4, row, column, slice] = torch.tensor(30f);
}
