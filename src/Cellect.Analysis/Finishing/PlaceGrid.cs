namespace Cellect.Analysis.Finishing;

/// <summary>Points in cubes, for those near a place. Filled anew for each frame; its memory is kept.</summary>
internal sealed class PlaceGrid
{
    private const double PointsACube = 2;

    private int[] _starts = [];
    private int[] _members = [];
    private Place[] _points = [];
    private Place _low;
    private int _z = 1,
        _y = 1,
        _x = 1;

    /// <summary>Points in the grid.</summary>
    public int Count { get; private set; }

    /// <summary>Edge of a cube, µm.</summary>
    public double Edge { get; private set; } = 1;

    /// <summary>Takes the points of a frame in place of those before.</summary>
    public void Fill(ReadOnlySpan<Place> points)
    {
        Count = points.Length;
        if (_points.Length < Count)
            (_points, _members) = (new Place[2 * Count], new int[2 * Count]);
        points.CopyTo(_points);
        Measure();
        var cubes = _z * _y * _x;
        if (_starts.Length < cubes + 1)
            _starts = new int[2 * cubes + 1];
        Array.Clear(_starts, 0, cubes + 1);
        for (var i = 0; i < Count; i++)
            _starts[Cube(_points[i]) + 1]++;
        for (var cube = 0; cube < cubes; cube++)
            _starts[cube + 1] += _starts[cube];
        for (var i = Count - 1; i >= 0; i--)
            _members[--_starts[Cube(_points[i]) + 1]] = i;
        // Each count was used up to the start of its own cube.
        Array.Copy(_starts, 1, _starts, 0, cubes);
        _starts[cubes] = Count;
    }

    /// <summary>Indices of the points no farther than so many micrometres.</summary>
    public void Within(Place place, double radius, List<int> found)
    {
        found.Clear();
        if (Count == 0)
            return;
        var (lowZ, highZ) = (Clamp((place.Z - radius - _low.Z) / Edge, _z), Clamp((place.Z + radius - _low.Z) / Edge, _z));
        var (lowY, highY) = (Clamp((place.Y - radius - _low.Y) / Edge, _y), Clamp((place.Y + radius - _low.Y) / Edge, _y));
        var (lowX, highX) = (Clamp((place.X - radius - _low.X) / Edge, _x), Clamp((place.X + radius - _low.X) / Edge, _x));
        for (var z = lowZ; z <= highZ; z++)
        for (var y = lowY; y <= highY; y++)
        {
            var row = (z * _y + y) * _x;
            for (var m = _starts[row + lowX]; m < _starts[row + highX + 1]; m++)
                if ((_points[_members[m]] - place).Squared <= radius * radius)
                    found.Add(_members[m]);
        }
    }

    private void Measure()
    {
        if (Count == 0)
        {
            (_z, _y, _x) = (1, 1, 1);
            return;
        }

        var (low, high) = (_points[0], _points[0]);
        foreach (var point in _points.AsSpan(0, Count))
        {
            low = new Place(Math.Min(low.Z, point.Z), Math.Min(low.Y, point.Y), Math.Min(low.X, point.X));
            high = new Place(Math.Max(high.Z, point.Z), Math.Max(high.Y, point.Y), Math.Max(high.X, point.X));
        }

        var size = high - low;
        // A flat specimen has no volume: its thickness counts as one cube.
        var flat = Math.Max(1e-3, Math.Max(size.Z, Math.Max(size.Y, size.X)) / Math.Max(1, Math.Sqrt(Count)));
        var volume = Math.Max(size.Z, flat) * Math.Max(size.Y, flat) * Math.Max(size.X, flat);
        Edge = Math.Cbrt(volume * PointsACube / Count);
        (_low, _z, _y, _x) = (low, Cubes(size.Z), Cubes(size.Y), Cubes(size.X));
    }

    private int Cubes(double size) => 1 + (int)(size / Edge);

    private int Cube(Place point) =>
        (Clamp((point.Z - _low.Z) / Edge, _z) * _y + Clamp((point.Y - _low.Y) / Edge, _y)) * _x + Clamp((point.X - _low.X) / Edge, _x);

    private static int Clamp(double index, int count) => (int)Math.Clamp(index, 0, count - 1);
}
