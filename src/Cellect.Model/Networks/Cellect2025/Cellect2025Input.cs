using Cellect.Model.Networks.Devices;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Cellect.Model.Networks.Cellect2025;

/// <summary>
/// The network's view of a pair of volumes (cellect-reference.md §4): what lies below the smallest positive count of the two becomes that
/// count, then ln(1 + 1900 + v). Around the volumes lies a margin of their smallest count, so that cells at the border are not lost with
/// the outermost voxels of a patch.
/// </summary>
internal sealed class Cellect2025Input
{
    /// <summary>Voxels beyond the volume on each side that <see cref="Cellect2025Peaks"/> discards anyhow: rows and columns, and
    /// slices.</summary>
    public const int LateralMargin = Cellect2025Peaks.LateralBorder,
        AxialMargin = Cellect2025Peaks.AxialBorder;

    /// <summary>The baseline of the network's training images, which is added to the counts before ln(1 + v).</summary>
    public const float BaselineCounts = 1900;

    private static readonly Scalar Baseline = BaselineCounts;

    private readonly Cellect2025Volume _first,
        _second;
    private readonly Cellect2025Tiles _tiles;

    /// <param name="first">Volume t.</param>
    /// <param name="second">Volume t+1, of the same shape.</param>
    /// <param name="tiles">Size of the patches.</param>
    public Cellect2025Input(Cellect2025Volume first, Cellect2025Volume second, Cellect2025Tiles tiles)
    {
        (_first, _second, _tiles) = (first, second, tiles);
        if (first.Shape != second.Shape)
            throw new ArgumentException($"volume t is {first.Shape} voxels, volume t+1 {second.Shape}; begin a new series", nameof(second));
        Least = Math.Min(first.LeastPositive, second.LeastPositive);
        var (depth, height, width) = first.Shape;
        Depth = Math.Max(depth + 2 * AxialMargin, tiles.Depth);
        Height = Math.Max(height + 2 * LateralMargin, tiles.Side);
        Width = Math.Max(width + 2 * LateralMargin, tiles.Side);
    }

    /// <summary>Smallest positive count of the two; infinite where both are empty, and there is nothing to see.</summary>
    public float Least { get; }

    /// <summary>Extent with the margin, and at least that of a tile.</summary>
    public int Depth { get; }

    /// <summary>Likewise, rows.</summary>
    public int Height { get; }

    /// <summary>Likewise, columns.</summary>
    public int Width { get; }

    /// <summary>[1, 2, row, column, slice] of a tile; the caller disposes it.</summary>
    public Tensor Tile(Cellect2025Tiles.Tile tile, NetworkDevice device)
    {
        using var scope = NewDisposeScope();
        using Scalar least = Least;
        var pair = stack([Cut(_first, _first.On(device), tile), Cut(_second, _second.On(device), tile)]).to(device.Device);
        return pair.clamp_min_(least).add_(Baseline).log1p_().permute(0, 2, 3, 1).unsqueeze(0).contiguous().MoveToOuterDisposeScope();
    }

    private Tensor Cut(Cellect2025Volume volume, Tensor voxels, Cellect2025Tiles.Tile tile)
    {
        var (depth, height, width) = volume.Shape;
        var z = Range(tile.Slice, _tiles.Depth, AxialMargin, depth);
        var y = Range(tile.Row, _tiles.Side, LateralMargin, height);
        var x = Range(tile.Column, _tiles.Side, LateralMargin, width);
        return F.pad(
            voxels[z.From..z.To, y.From..y.To, x.From..x.To],
            [x.Before, x.After, y.Before, y.After, z.Before, z.After],
            PaddingModes.Constant,
            volume.Least
        );
    }

    /// <summary>The part of a tile that lies in the volume, and how much of it lies before and after.</summary>
    private static (int From, int To, int Before, int After) Range(int start, int length, int margin, int extent)
    {
        var (from, to) = (Math.Max(start - margin, 0), Math.Min(start - margin + length, extent));
        return (from, to, Math.Max(margin - start, 0), start - margin + length - to);
    }
}
