using Cellect.Data.Volumes;

namespace Cellect.Live.Pipeline;

/// <summary>
/// Brings the volumes of the tracked channels together: those of one time point follow each other, in the order in which the channels are
/// listed, and come before those of the next. Volumes of one channel come in the order of time. A time point waits for a channel until
/// that has gone on to a later one, or is known to be lost, or two later time points have begun.
/// </summary>
/// <param name="channels">How many channels there are.</param>
/// <param name="isLost">Whether a channel's (its place) volume of a time point will not come.</param>
internal sealed class TimePoints(int channels, Func<int, int, bool> isLost) : IDisposable
{
    // A channel that stays away must not hold up the others for longer.
    private const int MostBegunLater = 2;

    private readonly SortedDictionary<int, Volume?[]> _open = [];
    private readonly int[] _lastT = [.. Enumerable.Repeat(-1, channels)];
    private int _passed = -1;

    /// <summary>Takes a volume over.</summary>
    /// <param name="place">Place of its channel.</param>
    /// <param name="volume">The volume.</param>
    /// <returns>False when its time point is over: the volume is not taken.</returns>
    public bool TryTake(int place, Volume volume)
    {
        var t = volume.Header.T;
        if (t <= _passed && channels > 1)
            return false;
        if (!_open.TryGetValue(t, out var volumes))
            _open[t] = volumes = new Volume?[channels];
        volumes[place]?.Dispose();
        volumes[place] = volume;
        _lastT[place] = Math.Max(_lastT[place], t);
        return true;
    }

    /// <summary>The volumes whose turn it is, each the caller's.</summary>
    /// <param name="all">True: those that still wait for others too, for no more will come.</param>
    public IEnumerable<(int Place, Volume Volume)> Ready(bool all = false)
    {
        while (_open.Count > 0 && _open.First() is var (t, volumes) && (all || _open.Count > MostBegunLater || IsWhole(t, volumes)))
        {
            _open.Remove(t);
            _passed = t;
            for (var place = 0; place < channels; place++)
                if (volumes[place] is { } volume)
                {
                    volumes[place] = null;
                    yield return (place, volume);
                }
        }
    }

    /// <summary>Gives back what waits.</summary>
    public void Dispose()
    {
        foreach (var volumes in _open.Values)
        foreach (var volume in volumes)
            volume?.Dispose();
        _open.Clear();
    }

    private bool IsWhole(int t, Volume?[] volumes)
    {
        for (var place = 0; place < channels; place++)
            if (volumes[place] is null && _lastT[place] <= t && !isLost(place, t))
                return false;
        return true;
    }
}
