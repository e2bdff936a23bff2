using Cellect.Data.Sinks;
using Cellect.Data.Volumes;

namespace Cellect.Data.Images;

/// <summary>
/// The newest volume of each of a few channels, for whoever shows them: put down by the pipeline's threads, taken by the display's, without
/// either waiting.
/// </summary>
/// <param name="places">Channels that are kept; further ones are passed over.</param>
internal sealed class NewestVolumes(int places) : IChannelViewer
{
    /// <summary>Channels shown beside the tracked one.</summary>
    public const int OtherChannels = 3;

    private readonly Volume?[] _newest = new Volume?[places];
    private readonly int[] _channels = new int[places];
    private int _used;
    private volatile bool _closed;

    /// <summary>Takes a lease on a volume in place of an older one of its channel. From one thread at a time for each channel.</summary>
    public void See(Volume volume)
    {
        var place = PlaceOf(volume.Header.C);
        if (place < 0 || _closed)
            return;
        Interlocked.Exchange(ref _newest[place], volume.Lease())?.Dispose();
        if (_closed)
            Clear();
    }

    /// <summary>What has come since it was last asked at this place, 0 to places - 1, for the caller to dispose, or null.</summary>
    public Volume? Take(int place) => Interlocked.Exchange(ref _newest[place], null);

    /// <summary>All that has come since it was last asked, one volume of a channel at most, for the caller to dispose.</summary>
    public IReadOnlyList<Volume> TakeAll()
    {
        var waiting = new List<Volume>();
        for (var place = 0; place < _newest.Length; place++)
            if (Take(place) is { } volume)
                waiting.Add(volume);
        return waiting;
    }

    /// <summary>Nothing is kept any more.</summary>
    public void Close()
    {
        _closed = true;
        Clear();
    }

    /// <summary>Gives back what nobody took.</summary>
    public void Clear()
    {
        foreach (var left in TakeAll())
            left.Dispose();
    }

    private int PlaceOf(int channel)
    {
        lock (_channels)
        {
            for (var place = 0; place < _used; place++)
                if (_channels[place] == channel)
                    return place;
            if (_used == _channels.Length)
                return -1;
            _channels[_used] = channel;
            return _used++;
        }
    }
}
