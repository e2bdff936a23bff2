using Cellect.Data.Tracks;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Cellect.Model.Networks.Cellect2025;

/// <summary>Collects the foreground of the patches: one minus the probability of background, mean over 2×2 voxels of a plane.</summary>
internal sealed class Cellect2025Foreground
{
    private const int Stride = 2;

    private readonly (int Depth, int Height, int Width) _volume;

    /// <param name="volume">Extent of the volume.</param>
    public Cellect2025Foreground((int Depth, int Height, int Width) volume)
    {
        _volume = volume;
        int height = (volume.Height + 1) / Stride,
            width = (volume.Width + 1) / Stride;
        Map = new Foreground(volume.Depth, height, width, Stride, new byte[volume.Depth * height * width]);
    }

    /// <summary>What has been collected.</summary>
    public Foreground Map { get; }

    /// <summary>One patch. Where patches overlap the later one stays.</summary>
    /// <param name="segmentation">[3, row, column, slice] logits, background first.</param>
    /// <param name="tile">The patch.</param>
    public void Take(Tensor segmentation, Cellect2025Tiles.Tile tile)
    {
        using var scope = NewDisposeScope();
        // The first even row, column and the first slice of the volume in this patch.
        int row = First(tile.Row, Cellect2025Input.LateralMargin),
            column = First(tile.Column, Cellect2025Input.LateralMargin);
        var skipped = Math.Max(0, Cellect2025Input.AxialMargin - tile.Slice);
        int rowInPatch = row + Cellect2025Input.LateralMargin - tile.Row,
            columnInPatch = column + Cellect2025Input.LateralMargin - tile.Column;
        var background = segmentation.softmax(0)[0][rowInPatch.., columnInPatch.., skipped..].permute(2, 0, 1).unsqueeze(0);
        var share = F.avg_pool2d(background, Stride, Stride);
        var bytes = share.ones_like().sub_(share).mul_(Scalars.ByteRange).to(ScalarType.Byte).cpu().contiguous();
        Copy(bytes, tile.Slice + skipped - Cellect2025Input.AxialMargin, row / Stride, column / Stride);
    }

    private static int First(int start, int margin)
    {
        var first = Math.Max(0, start - margin);
        return first + first % Stride;
    }

    private void Copy(Tensor patch, int slice, int row, int column)
    {
        int depth = (int)patch.shape[1],
            height = (int)patch.shape[2],
            width = (int)patch.shape[3];
        var values = patch.bytes;
        var columns = Math.Min(width, Map.Width - column);
        for (var z = 0; z < Math.Min(depth, _volume.Depth - slice); z++)
        for (var y = 0; y < Math.Min(height, Map.Height - row); y++)
            values
                .Slice((z * height + y) * width, columns)
                .CopyTo(Map.Probability.AsSpan(((slice + z) * Map.Height + row + y) * Map.Width + column));
    }
}
