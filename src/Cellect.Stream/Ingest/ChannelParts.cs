using Cellect.Data.Pixels;
using Cellect.Stream.Wire;

namespace Cellect.Stream.Ingest;

/// <summary>One pixel part that holds several channels, given channel by channel: each is then a message's only part.</summary>
internal sealed class ChannelParts : IPartSource
{
    private readonly byte[] _pixels = [];
    private readonly int _channels;
    private int _channel;

    /// <param name="parts">The message's parts: one.</param>
    /// <param name="channels">Channels in it.</param>
    public ChannelParts(IPartSource parts, int channels)
    {
        _channels = channels;
        if (parts.HasMore)
            _pixels = parts.Next().ToArray();
        if (_pixels.Length % channels != 0 || parts.HasMore)
            Fault = new Malformed(
                MalformedReason.PartSize,
                $"{_pixels.Length} bytes of pixels{(parts.HasMore ? " and further parts" : "")} are not {channels} channels in one part"
            );
    }

    /// <summary>Why it cannot be divided; null when it can.</summary>
    public Malformed? Fault { get; }

    /// <summary>Whether the channel's one part has not been read yet.</summary>
    public bool HasMore { get; private set; }

    /// <summary>The next part is this channel's.</summary>
    public void Begin(int channel) => (_channel, HasMore) = (channel, true);

    public ReadOnlySpan<byte> Next()
    {
        var size = _pixels.Length / _channels;
        HasMore = false;
        return _pixels.AsSpan(_channel * size, size);
    }
}
