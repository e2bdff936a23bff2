namespace Cellect.Analysis.Finishing;

/// <summary>How the cells around a place moved from one frame to the next.</summary>
internal sealed class LocalFlow
{
    private const int Fewest = 4;
    private const int MostWidenings = 3;

    private readonly PlaceGrid _grid = new();
    private readonly List<int> _near = [];
    private readonly List<int> _tracks = [];
    private readonly List<Place> _from = [];
    private readonly List<Place> _moves = [];

    /// <summary>Takes two frames that follow one another: tracks that are in both show how things moved.</summary>
    public void Measure(IReadOnlyDictionary<int, Place> before, IReadOnlyList<(int Track, Place Place)> now)
    {
        _tracks.Clear();
        _from.Clear();
        _moves.Clear();
        foreach (var (track, place) in now)
            if (before.TryGetValue(track, out var from))
            {
                _tracks.Add(track);
                _from.Add(from);
                _moves.Add(place - from);
            }

        _grid.Fill(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_from));
    }

    /// <summary>How far a thing at a place was carried: the mean over the cells around, the near ones first.</summary>
    /// <param name="place">Where it was in the frame before.</param>
    /// <param name="except">Track that does not count: the thing's own.</param>
    public Place At(Place place, int except)
    {
        if (_from.Count == 0)
            return default;
        var reach = 1.5 * _grid.Edge;
        for (var i = 0; i < MostWidenings; i++, reach *= 2)
        {
            _grid.Within(place, reach, _near);
            if (_near.Count > Fewest)
                break;
        }

        var (sum, weights) = (default(Place), 0.0);
        foreach (var cell in _near)
            if (_tracks[cell] != except)
            {
                var weight = 1 / ((_from[cell] - place).Squared + _grid.Edge * _grid.Edge);
                sum += weight * _moves[cell];
                weights += weight;
            }

        return weights > 0 ? 1 / weights * sum : default;
    }
}
