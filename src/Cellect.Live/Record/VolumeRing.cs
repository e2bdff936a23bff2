using Cellect.Data.Volumes;

namespace Cellect.Live.Record;

/// <summary>
/// The newest volumes in memory, and which of them are wanted on the disk: those from some time points before an event to some after it.
/// One thread.
/// </summary>
/// <param name="before">Time points before an event.</param>
/// <param name="after">Time points after it.</param>
/// <param name="mostBytes">Most bytes kept.</param>
internal sealed class VolumeRing(int before, int after, long mostBytes) : IDisposable
{
    // A firing is told a little later than its frame.
    private const int Slack = 4;

    private readonly LinkedList<Volume> _kept = [];
    private readonly List<(int First, int Last)> _wanted = [];
    private long _bytes;
    private int _trackedT = -1;
    private int _evictedT = -1;

    /// <summary>Events of this series whose earlier volumes had to go before the event was known: too few bytes for so many time
    /// points.</summary>
    public long Missed { get; private set; }

    /// <summary>A volume has come; it is the ring's from here. Those to be written are given back, oldest first, the caller's.</summary>
    public IEnumerable<Volume> Add(Volume volume)
    {
        if (IsWanted(volume.Header.T))
        {
            yield return volume;
            yield break;
        }

        _kept.AddLast(volume);
        _bytes += volume.Header.ByteCount;
        while (_bytes > mostBytes && _kept.Count > 1)
            Evict();
    }

    /// <summary>Time points up to <paramref name="t"/> are tracked: an event before them would be known.</summary>
    public void Tracked(int t)
    {
        _trackedT = Math.Max(_trackedT, t);
        _wanted.RemoveAll(range => range.Last < _trackedT - before - after);
        while (_kept.First is { } oldest && oldest.Value.Header.T < _trackedT - before - Slack)
            Evict();
    }

    /// <summary>Something happened at <paramref name="t"/>: gives the kept volumes around it, oldest first, the caller's.</summary>
    public List<Volume> Want(int t)
    {
        _wanted.Add((t - before, t + after));
        if (_evictedT >= t - before)
            Missed++;
        var due = new List<Volume>();
        for (var node = _kept.First; node is not null; )
        {
            var next = node.Next;
            if (IsWanted(node.Value.Header.T))
            {
                due.Add(node.Value);
                _bytes -= node.Value.Header.ByteCount;
                _kept.Remove(node);
            }

            node = next;
        }

        return due;
    }

    /// <summary>Another series begins.</summary>
    public void Clear()
    {
        while (_kept.Count > 0)
            Evict();
        _wanted.Clear();
        (_trackedT, _evictedT, Missed) = (-1, -1, 0);
    }

    public void Dispose() => Clear();

    private bool IsWanted(int t)
    {
        foreach (var (first, last) in _wanted)
            if (t >= first && t <= last)
                return true;
        return false;
    }

    private void Evict()
    {
        var oldest = _kept.First!.Value;
        _kept.RemoveFirst();
        _bytes -= oldest.Header.ByteCount;
        _evictedT = Math.Max(_evictedT, oldest.Header.T);
        oldest.Dispose();
    }
}
