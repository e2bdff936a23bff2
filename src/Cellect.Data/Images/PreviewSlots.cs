using Cellect.Data.Volumes;

namespace Cellect.Data.Images;

/// <summary>The newest volume of each of a few channels: the pipeline puts down, the preview's thread takes, neither waits.</summary>
internal sealed class PreviewSlots
{
    private readonly Volume?[] _newest = new Volume?[1 + ChannelShelf.Places];
    private readonly int[] _channels = new int[1 + ChannelShelf.Places];
    private int _used;
    private volatile bool _closed;

    /// <summary>Takes a lease on <paramref name="volume"/> in place of an older one of its channel. From one thread at a time for each
    /// channel.</summary>
    public void Put(Volume volume)
    {
        var slot = SlotOf(volume.Header.C);
        if (slot < 0 || _closed)
            return;
        Interlocked.Exchange(ref _newest[slot], volume.Lease())?.Dispose();
        if (_closed)
            Clear();
    }

    /// <summary>The volumes that wait, one of a channel at most, for the caller to dispose.</summary>
    public IReadOnlyList<Volume> TakeAll()
    {
        var waiting = new List<Volume>();
        for (var slot = 0; slot < _newest.Length; slot++)
            if (Interlocked.Exchange(ref _newest[slot], null) is { } volume)
                waiting.Add(volume);
        return waiting;
    }

    /// <summary>Nothing is kept any more.</summary>
    public void Close()
    {
        _closed = true;
        Clear();
    }

    private void Clear()
    {
        foreach (var left in TakeAll())
            left.Dispose();
    }

    private int SlotOf(int channel)
    {
        lock (_channels)
        {
            for (var slot = 0; slot < _used; slot++)
                if (_channels[slot] == channel)
                    return slot;
            if (_used == _channels.Length)
                return -1;
            _channels[_used] = channel;
            return _used++;
        }
    }
}
