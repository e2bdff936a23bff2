namespace Cellect.Benchmarks.Accuracy.Specimens;

/// <summary>Where cells are in each frame, in cubes of the least distance: whether another track has room takes a look at its neighbours
/// only.</summary>
/// <param name="leastDistance">Between two cells in a frame.</param>
internal sealed class CellGrid(double leastDistance)
{
    private readonly Dictionary<(int T, int Z, int Y, int X), List<(double Z, double Y, double X)>> _cubes = [];

    public void Add(CellPath path)
    {
        for (var k = 0; k < path.Places.Length; k++)
        {
            var cube = Cube(path.First + k, path.Places[k]);
            if (!_cubes.TryGetValue(cube, out var cells))
                _cubes[cube] = cells = [];
            cells.Add(path.Places[k]);
        }
    }

    /// <summary>True when no cell of the track would be too near to another.</summary>
    public bool Has(CellPath path)
    {
        for (var k = 0; k < path.Places.Length; k++)
            if (IsTaken(path.First + k, path.Places[k]))
                return false;
        return true;
    }

    private bool IsTaken(int t, (double Z, double Y, double X) place)
    {
        var (_, z, y, x) = Cube(t, place);
        for (var dz = -1; dz <= 1; dz++)
        for (var dy = -1; dy <= 1; dy++)
        for (var dx = -1; dx <= 1; dx++)
            if (_cubes.TryGetValue((t, z + dz, y + dy, x + dx), out var cells) && cells.Exists(cell => IsNear(cell, place)))
                return true;
        return false;
    }

    private bool IsNear((double Z, double Y, double X) a, (double Z, double Y, double X) b)
    {
        var (z, y, x) = (a.Z - b.Z, a.Y - b.Y, a.X - b.X);
        return (z * z) + (y * y) + (x * x) < leastDistance * leastDistance;
    }

    private (int T, int Z, int Y, int X) Cube(int t, (double Z, double Y, double X) place) =>
        (t, (int)Math.Floor(place.Z / leastDistance), (int)Math.Floor(place.Y / leastDistance), (int)Math.Floor(place.X / leastDistance));
}
