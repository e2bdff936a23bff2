using Cellect.Data.Volumes;
using Cellect.Stream;
using Cellect.Stream.Wire;
using NetMQ;
using NetMQ.Sockets;

namespace Cellect.Benchmarks.Soak;

/// <summary>
/// Sends simulated volumes over a real socket. Forty are made beforehand and sent forth and back without end, so that the sender's own
/// memory stays the same.
/// </summary>
internal sealed class SoakFeed : IDisposable
{
    private const string Source = "sim:lymphnode?z=16&y=64&x=64&cells=40&frames=40&seed=1";
    private const string Series = "soak";

    private readonly List<(VolumeHeader Header, byte[] Pixels)> _volumes = [];
    private readonly PushSocket _socket = new();
    private int _sent;

    public SoakFeed(string endpoint)
    {
        using var source = VolumeSources.Open(Source, null);
        foreach (var volume in source.Read(Series, new VolumePool(), default))
            using (volume)
                _volumes.Add((volume.Header, volume.Bytes.ToArray()));
        _socket.Connect(endpoint);
    }

    /// <summary>Sends the next volume, waiting while the service is behind.</summary>
    public void SendNext()
    {
        var (header, pixels) = _volumes[Place(_sent)];
        var message = new NetMQMessage();
        message.Append(WireEncoder.Encode(VolumeMessage.For(header with { T = _sent }, (ulong)_sent)));
        message.Append(pixels);
        _socket.SendMultipartMessage(message);
        _sent++;
    }

    /// <summary>Says that no volume follows.</summary>
    public void End() =>
        _socket.SendFrame(
            WireEncoder.Encode(
                new EndMessage
                {
                    Series = Series,
                    Seq = (ulong)_sent,
                    LastT = _sent - 1,
                }
            )
        );

    public void Dispose() => _socket.Dispose();

    private int Place(int t)
    {
        var turn = 2 * (_volumes.Count - 1);
        return t % turn < _volumes.Count ? t % turn : turn - t % turn;
    }
}
