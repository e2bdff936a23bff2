using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Cellect.Model.Networks.Cellect2025;

/// <summary>Centres of cells in the maps of one patch (cellect-reference.md §5, per patch 1 to 4).</summary>
internal static class Cellect2025Peaks
{
    /// <summary>Outermost rows and columns of a patch in which no centre counts.</summary>
    public const int LateralBorder = 2;

    /// <summary>Outermost slices of a patch in which no centre counts.</summary>
    public const int AxialBorder = 1;

    /// <summary>Rows or columns from the middle of the diamond to where it becomes 0.</summary>
    public const int DiamondReach = 4;

    /// <summary>Places of the centres in the order of row, column, slice: indices into a map [row, column, slice] in C order.</summary>
    /// <param name="segmentation">[3, row, column, slice] logits, background first.</param>
    /// <param name="centre">[5, row, column, slice] logits.</param>
    public static long[] Find(Tensor segmentation, Tensor centre)
    {
        using var scope = NewDisposeScope();
        // From here on slices come first: the smoothing is that of the planes.
        var smooth = Smooth(centre.permute(0, 3, 1, 2));
        var highest = smooth.amax([0]);
        var peak = Highest(highest, 3, 3, 3).eq(smooth[Cellect2025CentreNetwork.Levels - 1]);
        var inside = peak.logical_and(TouchesBackground(segmentation.permute(0, 3, 1, 2)).logical_not());
        var (depth, height, width) = (inside.shape[0], inside.shape[1], inside.shape[2]);
        var counted = zeros_like(inside);
        var core = inside[
            (int)AxialBorder..(int)(depth - AxialBorder),
            LateralBorder..(int)(height - LateralBorder),
            LateralBorder..(int)(width - LateralBorder)
        ];
        counted[
            (int)AxialBorder..(int)(depth - AxialBorder),
            LateralBorder..(int)(height - LateralBorder),
            LateralBorder..(int)(width - LateralBorder)
        ] = core;
        return counted.permute(1, 2, 0).contiguous().view(-1).nonzero().cpu().view(-1).data<long>().ToArray();
    }

    /// <summary>Each plane correlated with the diamond max(0, 4 - |dr| - |dc|), zeros around it. [channel, slice, row, column].</summary>
    private static Tensor Smooth(Tensor channels)
    {
        var planes = channels.reshape(-1, 1, channels.shape[2], channels.shape[3]);
        using var diamond = tensor(Diamond(), [1, 1, 2 * DiamondReach - 1, 2 * DiamondReach - 1], device: channels.device);
        return F.conv2d(planes, diamond, null, [1, 1], [DiamondReach - 1, DiamondReach - 1]).reshape(channels.shape);
    }

    private static float[] Diamond()
    {
        const int side = 2 * DiamondReach - 1;
        var weights = new float[side * side];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = Math.Max(0, DiamondReach - Math.Abs(i / side - DiamondReach + 1) - Math.Abs(i % side - DiamondReach + 1));
        return weights;
    }

    /// <summary>True where the voxel or one of ten around it, |dr| + max(|dc|, |dz|) ≤ 1, is background; what lies outside the patch is
    /// not.</summary>
    private static Tensor TouchesBackground(Tensor segmentation)
    {
        var background = segmentation[0].ge(segmentation[1].maximum(segmentation[2])).to(ScalarType.Float32);
        return Highest(background, 3, 1, 3).maximum(Highest(background, 1, 3, 1)).to(ScalarType.Bool);
    }

    /// <summary>The highest value around each voxel of a map [slice, row, column].</summary>
    private static Tensor Highest(Tensor map, long slices, long rows, long columns) =>
        F.max_pool3d(map.unsqueeze(0).unsqueeze(0), [slices, rows, columns], [1, 1, 1], [slices / 2, rows / 2, columns / 2])[0, 0];
}
