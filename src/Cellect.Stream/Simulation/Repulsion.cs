namespace Cellect.Stream.Simulation;

/// <summary>Pushes overlapping cells apart. Sorting along x leaves only near pairs to look at.</summary>
internal sealed class Repulsion(Domain domain, CellCycle cycle)
{
    private readonly List<Cell> _sorted = [];
    private float[] _radius = [];

    /// <summary>Moves cells so that centres keep <paramref name="distance"/> times the sum of their radii.</summary>
    /// <param name="cells">The cells; their places change.</param>
    /// <param name="distance">Distance over the sum of the radii; above 1 spreads cells over free space.</param>
    /// <param name="rounds">Rounds of corrections; more is firmer.</param>
    public void Relax(List<Cell> cells, float distance, int rounds)
    {
        _sorted.Clear();
        _sorted.AddRange(cells);
        _sorted.Sort(static (a, b) => a.Position.X != b.Position.X ? a.Position.X.CompareTo(b.Position.X) : a.Id.CompareTo(b.Id));
        if (_radius.Length < cells.Count)
            _radius = new float[cells.Count * 2];
        var largest = 0f;
        for (var i = 0; i < _sorted.Count; i++)
        {
            _radius[i] = cycle.ContactRadiusOf(_sorted[i]) * distance;
            largest = MathF.Max(largest, _radius[i]);
        }

        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < _sorted.Count; i++)
                PushNeighbours(i, largest);
            for (var i = 0; i < _sorted.Count; i++)
                _sorted[i].Position = domain.Confine(_sorted[i].Position, _radius[i] / distance);
        }
    }

    private void PushNeighbours(int i, float largest)
    {
        var cell = _sorted[i];
        for (var j = i + 1; j < _sorted.Count; j++)
        {
            var other = _sorted[j];
            var between = other.Position - cell.Position;
            if (between.X > _radius[i] + (2 * largest))
                return;
            var wanted = _radius[i] + _radius[j];
            var squared = between.LengthSquared;
            if (squared >= wanted * wanted)
                continue;
            var apart = MathF.Sqrt(squared);
            var push = between.Normalized() * (0.4f * (wanted - apart) * 0.5f);
            cell.Position -= push;
            other.Position += push;
        }
    }
}
