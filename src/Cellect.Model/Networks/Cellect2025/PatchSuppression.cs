using System.Collections;

namespace Cellect.Model.Networks.Cellect2025;

/// <summary>
/// Keeps a cell that lies in several patches from being counted more than once (cellect-reference.md §5, cross-patch suppression): what
/// lies near a candidate of an earlier patch is dropped.
/// </summary>
/// <param name="height">Rows of the whole extent.</param>
/// <param name="width">Columns.</param>
/// <param name="depth">Slices.</param>
/// <param name="tiles">Size of the patches.</param>
internal sealed class PatchSuppression(int height, int width, int depth, Cellect2025Tiles tiles)
{
    private const int Reach = Cellect2025Peaks.DiamondReach - 1;
    private const int LeastForNextSlice = 2;

    private readonly BitArray _taken = new(checked(height * width * depth));

    /// <summary>A place in a patch.</summary>
    internal readonly record struct Place(int Row, int Column, int Slice);

    /// <summary>For each candidate of a patch whether it is new; then all of them suppress what later patches find near them.</summary>
    /// <param name="tile">The patch.</param>
    /// <param name="candidates">In voxels of the patch.</param>
    public bool[] Take(Cellect2025Tiles.Tile tile, IReadOnlyList<Place> candidates)
    {
        var isNew = new bool[candidates.Count];
        for (var i = 0; i < isNew.Length; i++)
            isNew[i] = !_taken[At(tile, candidates[i])];
        var sums = new Dictionary<Place, int>();
        foreach (var candidate in candidates)
            AddDiamond(sums, candidate);
        foreach (var (place, sum) in sums)
        {
            Mark(tile, place);
            if (sum < LeastForNextSlice)
                continue;
            Mark(tile, place with { Slice = place.Slice - 1 });
            Mark(tile, place with { Slice = place.Slice + 1 });
        }

        return isNew;
    }

    private static void AddDiamond(Dictionary<Place, int> sums, Place centre)
    {
        for (var dr = -Reach; dr <= Reach; dr++)
        for (var dc = Math.Abs(dr) - Reach; dc <= Reach - Math.Abs(dr); dc++)
        {
            var place = new Place(centre.Row + dr, centre.Column + dc, centre.Slice);
            sums[place] = sums.GetValueOrDefault(place) + Cellect2025Peaks.DiamondReach - Math.Abs(dr) - Math.Abs(dc);
        }
    }

    /// <summary>What lies outside the patch is not marked.</summary>
    private void Mark(Cellect2025Tiles.Tile tile, Place place)
    {
        if (
            place.Row >= 0
            && place.Row < tiles.Side
            && place.Column >= 0
            && place.Column < tiles.Side
            && place.Slice >= 0
            && place.Slice < tiles.Depth
        )
            _taken[At(tile, place)] = true;
    }

    private int At(Cellect2025Tiles.Tile tile, Place place) =>
        ((tile.Row + place.Row) * width + tile.Column + place.Column) * depth + tile.Slice + place.Slice;
}
