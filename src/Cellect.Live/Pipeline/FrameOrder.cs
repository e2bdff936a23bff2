using Cellect.Model.Tracks;

namespace Cellect.Live.Pipeline;

/// <summary>
/// Keeps the frames of several populations in the order of time and, within a time point, of the populations, although models may give them
/// back later than they take the volumes, each by its own delay.
/// </summary>
internal sealed class FrameOrder : IDisposable
{
    private readonly SortedSet<(int T, int Place)> _awaited = [];
    private readonly Dictionary<(int T, int Place), FinishedFrame> _finished = [];

    /// <summary>A model has been given a volume, and will give it back once.</summary>
    /// <param name="place">Place of the population.</param>
    /// <param name="t">Time point.</param>
    public void Await(int place, int t) => _awaited.Add((t, place));

    /// <summary>A model has given a volume back.</summary>
    /// <param name="place">Place of the population.</param>
    /// <param name="finished">What it made of it; owned until it is passed on.</param>
    /// <returns>What can be passed on now.</returns>
    public IEnumerable<(int Place, FinishedFrame Finished)> Add(int place, FinishedFrame finished)
    {
        _finished[(finished.Volume.Header.T, place)] = finished;
        while (_awaited.Count > 0 && _finished.Remove(_awaited.Min, out var next))
        {
            var first = _awaited.Min;
            _awaited.Remove(first);
            yield return (first.Place, next);
        }
    }

    /// <summary>Gives back what has not been passed on.</summary>
    public void Dispose()
    {
        foreach (var finished in _finished.Values)
            finished.Volume.Dispose();
        _finished.Clear();
        _awaited.Clear();
    }
}
