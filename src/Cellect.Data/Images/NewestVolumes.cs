using Cellect.Data.Sinks;
using Cellect.Data.Volumes;

namespace Cellect.Data.Images;

/// <summary>
/// The newest volume of each channel that is not tracked, for whoever draws: put down by the inference thread, taken by the display's,
/// without either waiting.
/// </summary>
internal sealed class ChannelShelf : IChannelViewer
{
    /// <summary>Channels shown beside the tracked one; further ones are passed over.</summary>
    public const int Places = 3;

    private readonly Volume?[] _newest = new Volume?[Places];
    private readonly int[] _channels = [-1, -1, -1];
    private volatile bool _closed;

    /// <inheritdoc/>
    public void See(Volume volume)
    {
        var place = PlaceOf(volume.Header.C);
        if (place < 0 || _closed)
            return;
        Interlocked.Exchange(ref _newest[place], volume.Lease())?.Dispose();
        if (_closed)
            Clear();
    }

    /// <summary>What has come since it was last asked at this place, for the caller to dispose, or null.</summary>
    public Volume? Take(int place) => Interlocked.Exchange(ref _newest[place], null);

    /// <summary>Nothing is kept any more.</summary>
    public void Close()
    {
        _closed = true;
        Clear();
    }

    /// <summary>Gives back what nobody took.</summary>
    public void Clear()
    {
        for (var place = 0; place < Places; place++)
            Take(place)?.Dispose();
    }

    private int PlaceOf(int channel)
    {
        for (var place = 0; place < Places; place++)
        {
            if (_channels[place] == channel)
                return place;
            if (_channels[place] < 0)
            {
                _channels[place] = channel;
                return place;
            }
        }

        return -1;
    }
}
