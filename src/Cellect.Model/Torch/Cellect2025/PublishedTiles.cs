namespace Cellect.Model.Torch.Cellect2025;

/// <summary>The published tiling (cellect-reference.md §5): overlapping patches in the order of row, column, slice.</summary>
internal static class PublishedTiles
{
    /// <summary>Rows and columns of a patch.</summary>
    public const int Side = 256;

    /// <summary>Slices of a patch.</summary>
    public const int Depth = 32;

    /// <summary>Rows and columns from a patch to the next.</summary>
    public const int LateralStride = 248;

    /// <summary>Slices from a patch to the next.</summary>
    public const int AxialStride = 28;

    /// <summary>The first voxel of a patch.</summary>
    internal readonly record struct Tile(int Row, int Column, int Slice);

    /// <summary>The patches of an extent that is at least that of one patch.</summary>
    public static List<Tile> Of(int depth, int height, int width)
    {
        var tiles = new List<Tile>();
        foreach (var row in Starts(height, Side, LateralStride))
        foreach (var column in Starts(width, Side, LateralStride))
        foreach (var slice in Starts(depth, Depth, AxialStride))
            tiles.Add(new Tile(row, column, slice));
        return tiles;
    }

    /// <summary>
    /// Where patches begin. One that reaches the end is shifted back to end there; where that makes it the same as the one before it is left
    /// out, for everything in it would be suppressed.
    /// </summary>
    private static IEnumerable<int> Starts(int extent, int length, int stride)
    {
        var previous = -1;
        for (var start = 0; start < extent; start += stride)
        {
            var shifted = Math.Min(start, extent - length);
            if (shifted != previous)
                yield return shifted;
            previous = shifted;
        }
    }
}
