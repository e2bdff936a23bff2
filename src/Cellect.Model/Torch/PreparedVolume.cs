using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Cellect.Model.Torch;

/// <summary>
/// A normalised volume, kept from one frame to the next as the network's second input. Opaque: its tensor stays in this folder.
/// </summary>
public sealed class PreparedVolume : IDisposable
{
    private PreparedVolume(Tensor voxels, VoxelGeometry geometry)
    {
        Voxels = voxels;
        Geometry = geometry;
    }

    /// <summary>Most voxels of a volume: what a span of their float32 values can hold.</summary>
    public const long MaxVoxels = int.MaxValue / sizeof(float);

    /// <summary>Voxel distances.</summary>
    public VoxelGeometry Geometry { get; }

    /// <summary>[z, y, x], float32, on the processor.</summary>
    internal Tensor Voxels { get; }

    /// <summary>Normalises a volume of shape (z, y, x).</summary>
    /// <typeparam name="T"><see cref="byte"/>, <see cref="ushort"/> or <see cref="float"/>.</typeparam>
    public static PreparedVolume From<T>(ReadOnlyTensorSpan<T> volume, VoxelGeometry geometry) where T : unmanaged
    {
        if (volume.Rank != 3 || !volume.IsDense)
            throw new ArgumentException($"volume has {volume.Rank} axes; must be dense with the three axes z, y, x", nameof(volume));
        var source = MemoryMarshal.CreateReadOnlySpan(in volume.GetPinnableReference(), checked((int)volume.FlattenedLength));
        var voxels = empty([volume.Lengths[0], volume.Lengths[1], volume.Lengths[2]], ScalarType.Float32).DetachFromDisposeScope();
        Normalization.Of(source).Apply(source, MemoryMarshal.Cast<byte, float>(voxels.bytes));
        return new PreparedVolume(voxels, geometry);
    }

    /// <inheritdoc/>
    public void Dispose() => Voxels.Dispose();
}
