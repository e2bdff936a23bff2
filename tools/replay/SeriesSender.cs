using Cellect.Data.Pixels;
using Cellect.Data.Volumes;
using Cellect.Stream.Wire;
using NetMQ;

namespace Cellect.Replay;

/// <summary>The messages of one series, numbered: start, volumes (or their planes), end.</summary>
internal sealed class SeriesSender(string series, VolumeTransmitter transmitter, ReceiverWait wait, bool planes, Compression compression)
{
    private ulong _seq;

    /// <summary>Loses messages on purpose; null loses none.</summary>
    public Losses? Losses { get; init; }

    /// <summary>The number of the next message.</summary>
    public ulong Next
    {
        get => _seq;
        set => _seq = value;
    }

    public void AwaitReceiver(CancellationToken cancel) =>
        wait.Until(transmitter.TryAwaitReceiver, $"waiting for a receiver at {transmitter.Endpoint}", cancel);

    public void Start(VolumeShape? shape, VoxelType? type, VoxelSize? voxel, CancellationToken cancel) =>
        Send(
            new StartMessage
            {
                Series = series,
                Seq = _seq,
                Shape = shape,
                Type = type,
                VoxelMicrometres = voxel,
            },
            [],
            cancel
        );

    /// <param name="volume">The voxels; stays the caller's.</param>
    /// <param name="exposureEndNs">UTC nanoseconds since 1970.</param>
    /// <param name="cancel">Gives up, also between two planes.</param>
    public void Send(Volume volume, long exposureEndNs, CancellationToken cancel) =>
        Send(volume, volume.Header with { ExposureEndNs = exposureEndNs, Recorded = null }, cancel);

    /// <param name="volume">The voxels; stays the caller's.</param>
    /// <param name="header">What is told of them.</param>
    /// <param name="cancel">Gives up, also between two planes.</param>
    public void Send(Volume volume, VolumeHeader header, CancellationToken cancel)
    {
        var message = VolumeMessage.For(header, _seq, compression);
        if (!planes && !volume.Header.CameAsPlanes)
        {
            Send(message, volume.Bytes, cancel);
            return;
        }

        var bytes = (int)message.PlaneBytes;
        for (var z = 0; z < message.Shape.Z; z++)
            if (volume.Header.MissingPlanes?.Contains(z) != true)
                Send(PlaneOf(message, z), volume.Bytes.Slice(z * bytes, bytes), cancel);
    }

    /// <summary>Sends the end message and waits until the receiver has read it.</summary>
    /// <param name="lastT">The last time point of the series; null when there was none.</param>
    /// <param name="cancel">Gives up.</param>
    public void End(int? lastT, CancellationToken cancel)
    {
        Send(
            new EndMessage
            {
                Series = series,
                Seq = _seq,
                LastT = lastT,
            },
            [],
            cancel
        );
        wait.Until(transmitter.TryFinish, $"waiting for the receiver at {transmitter.Endpoint} to take the last messages", cancel);
    }

    private PlaneMessage PlaneOf(VolumeMessage volume, int z) =>
        new()
        {
            Series = series,
            Seq = _seq,
            T = volume.T,
            C = volume.C,
            Z = z,
            Shape = volume.Shape,
            Type = volume.Type,
            VoxelMicrometres = volume.VoxelMicrometres,
            ExposureEndNs = volume.ExposureEndNs,
            Recorded = volume.Recorded,
            OriginMicrometres = volume.OriginMicrometres,
            Compression = compression,
            Meta = volume.Meta,
        };

    private void Send(WireMessage message, ReadOnlySpan<byte> voxels, CancellationToken cancel)
    {
        if (message is ImageMessage && Losses?.Take() == true)
        {
            _seq++;
            return;
        }

        var parts = new NetMQMessage();
        parts.Append(WireEncoder.Encode(message));
        if (message is ImageMessage)
            parts.Append(PixelEncoder.Encode(voxels, compression));
        wait.Until(
            timeout => transmitter.TrySend(parts, timeout),
            $"the receiver at {transmitter.Endpoint} takes nothing: busy or gone",
            cancel
        );
        _seq++;
    }
}
