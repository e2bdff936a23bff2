using static TorchSharp.torch;

namespace Cellect.Model.Networks.Devices;

/// <summary>A volume's voxels where a network computes: sent there once, and kept as long as the volume. The network reads each volume
/// twice, as the newest and as the one before.</summary>
/// <param name="voxels">On the processor; not owned.</param>
internal sealed class SentVoxels(Tensor voxels) : IDisposable
{
    private (NetworkDevice Device, Tensor Voxels)? _sent;

    /// <summary>The voxels on a device; those on the processor where the device keeps none so large.</summary>
    public Tensor On(NetworkDevice device)
    {
        if (!device.Keeps(voxels))
            return voxels;
        if (_sent is { } kept && ReferenceEquals(kept.Device, device))
            return kept.Voxels;
        Dispose();
        var sent = device.Send(voxels).DetachFromDisposeScope();
        _sent = (device, sent);
        return sent;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sent?.Voxels.Dispose();
        _sent = null;
    }
}
