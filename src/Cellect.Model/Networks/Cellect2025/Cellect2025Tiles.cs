namespace Cellect.Model.Networks.Cellect2025;

/// <summary>
/// The published tiling (cellect-reference.md §5): overlapping patches in the order of row, column, slice. What the network says of a voxel
/// depends on the whole patch (instance normalisation), so that a network is used with patches of the size that it was trained with.
/// </summary>
/// <param name="Depth">Slices of a patch, above 4.</param>
/// <param name="Side">Rows and columns of a patch, a multiple of 16.</param>
internal sealed record Cellect2025Tiles(int Depth, int Side)
{
    // Rows, columns and slices that neighbouring patches share.
    private const int LateralOverlap = 8,
        AxialOverlap = 4;

    /// <summary>The published patches, 32×256×256.</summary>
    public static Cellect2025Tiles Default { get; } = new(32, 256);

    /// <summary>The first voxel of a patch.</summary>
    internal readonly record struct Tile(int Row, int Column, int Slice);

    /// <summary>The patches of an extent that is at least that of one patch.</summary>
    public List<Tile> Of(int depth, int height, int width)
    {
        var tiles = new List<Tile>();
        foreach (var row in Starts(height, Side, LateralOverlap))
        foreach (var column in Starts(width, Side, LateralOverlap))
        foreach (var slice in Starts(depth, Depth, AxialOverlap))
            tiles.Add(new Tile(row, column, slice));
        return tiles;
    }

    /// <summary>
    /// Where patches begin. One that reaches the end is shifted back to end there; where that makes it the same as the one before it is
    /// left out, for everything in it would be suppressed.
    /// </summary>
    private static IEnumerable<int> Starts(int extent, int length, int overlap)
    {
        var previous = -1;
        for (var start = 0; start < extent; start += length - overlap)
        {
            var shifted = Math.Min(start, extent - length);
            if (shifted != previous)
                yield return shifted;
            previous = shifted;
        }
    }
}
