using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Cellect.Model.Detections;
using Cellect.Model.Networks.Devices;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Cellect.Model.Networks.Cellect2025;

/// <summary>One volume as the published program reads it: counts, clipped to 0 to 65,535 (cellect-reference.md §4).</summary>
internal sealed class Cellect2025Volume : IDisposable
{
    internal const float Highest = 65535;

    // About the contrast of the confocal images that the network was trained on; our choice, see docs/cellect2025.md.
    internal const float RescaledContrast = 2000;

    private readonly SentVoxels _sent;

    private Cellect2025Volume(Tensor voxels, VoxelGeometry geometry, float least, float leastPositive) =>
        (Voxels, Geometry, Least, LeastPositive, _sent) = (voxels, geometry, least, leastPositive, new SentVoxels(voxels));

    /// <summary>[z, y, x], float32, on the processor.</summary>
    public Tensor Voxels { get; }

    /// <summary>The voxels where a network computes. Owned by this volume: they are asked for once more with the next.</summary>
    public Tensor On(NetworkDevice device) => _sent.On(device);

    /// <summary>Voxel distances.</summary>
    public VoxelGeometry Geometry { get; }

    /// <summary>Smallest count.</summary>
    public float Least { get; }

    /// <summary>Smallest count above 0; infinite where there is none.</summary>
    public float LeastPositive { get; }

    /// <summary>Slices, rows, columns.</summary>
    public (int Depth, int Height, int Width) Shape => ((int)Voxels.shape[0], (int)Voxels.shape[1], (int)Voxels.shape[2]);

    /// <summary>Copies a volume.</summary>
    /// <param name="volume">Shape (z, y, x).</param>
    /// <param name="geometry">Voxel distances.</param>
    /// <param name="rescale">Background to 0 and bright cells to about 2,000 first.</param>
    public static Cellect2025Volume From<T>(ReadOnlyTensorSpan<T> volume, VoxelGeometry geometry, bool rescale)
        where T : unmanaged
    {
        if (volume.Rank != 3 || !volume.IsDense)
            throw new ArgumentException($"volume has {volume.Rank} axes; must be dense with the three axes z, y, x", nameof(volume));
        var source = MemoryMarshal.CreateReadOnlySpan(in volume.GetPinnableReference(), checked((int)volume.FlattenedLength));
        var voxels = empty([volume.Lengths[0], volume.Lengths[1], volume.Lengths[2]], ScalarType.Float32).DetachFromDisposeScope();
        var counts = MemoryMarshal.Cast<byte, float>(voxels.bytes);
        Convert(source, counts);
        if (rescale)
        {
            var range = Normalization.Of(source);
            TensorPrimitives.Subtract(counts, range.Low, counts);
            TensorPrimitives.Multiply(counts, RescaledContrast / range.Scale, counts);
        }

        // What is not a number becomes 0 as well.
        TensorPrimitives.MaxNumber(counts, 0f, counts);
        TensorPrimitives.MinNumber(counts, Highest, counts);
        return new Cellect2025Volume(voxels, geometry, TensorPrimitives.Min<float>(counts), SmallestPositive(counts));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sent.Dispose();
        Voxels.Dispose();
    }

    private static void Convert<T>(ReadOnlySpan<T> source, Span<float> counts)
        where T : unmanaged
    {
        if (typeof(T) == typeof(ushort))
            TensorPrimitives.ConvertChecked<ushort, float>(MemoryMarshal.Cast<T, ushort>(source), counts);
        else if (typeof(T) == typeof(byte))
            TensorPrimitives.ConvertChecked<byte, float>(MemoryMarshal.Cast<T, byte>(source), counts);
        else if (typeof(T) == typeof(float))
            MemoryMarshal.Cast<T, float>(source).CopyTo(counts);
        else
            throw new NotSupportedException($"voxels of type {typeof(T).Name}; must be byte, ushort or float");
    }

    private static float SmallestPositive(ReadOnlySpan<float> counts)
    {
        var least = float.PositiveInfinity;
        foreach (var count in counts)
            if (count > 0 && count < least)
                least = count;
        return least;
    }
}
