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
    private readonly long[] _source;

    private PreparedVolume(Tensor voxels, VoxelGeometry geometry, long[] source)
    {
        Voxels = voxels;
        Geometry = geometry;
        _source = source;
    }

    /// <summary>Most voxels of a volume: what a span of their float32 values can hold.</summary>
    public const long MaxVoxels = int.MaxValue / sizeof(float);

    // Voxels normalised at a time: few enough to stay in the processor's cache.
    private const int Chunk = 1 << 16;

    /// <summary>Voxel distances of the source.</summary>
    public VoxelGeometry Geometry { get; }

    /// <summary>[z, y, x] at the network's scale, float16 (the network reads no finer differences), on the processor.</summary>
    internal Tensor Voxels { get; }

    /// <summary>Slices, rows and columns of the source.</summary>
    internal (int Z, int Y, int X) SourceShape => ((int)_source[0], (int)_source[1], (int)_source[2]);

    /// <summary>Source voxels for one of the network's: z, y, x.</summary>
    internal (float Z, float Y, float X) Factor => (
        _source[0] / (float)Voxels.shape[0], _source[1] / (float)Voxels.shape[1], _source[2] / (float)Voxels.shape[2]);

    /// <summary>Normalises a volume of shape (z, y, x); the network sees it at its own scale.</summary>
    /// <typeparam name="T"><see cref="byte"/>, <see cref="ushort"/> or <see cref="float"/>.</typeparam>
    public static PreparedVolume From<T>(ReadOnlyTensorSpan<T> volume, VoxelGeometry geometry) where T : unmanaged
    {
        if (volume.Rank != 3 || !volume.IsDense)
            throw new ArgumentException($"volume has {volume.Rank} axes; must be dense with the three axes z, y, x", nameof(volume));
        var source = MemoryMarshal.CreateReadOnlySpan(in volume.GetPinnableReference(), checked((int)volume.FlattenedLength));
        var voxels = empty([volume.Lengths[0], volume.Lengths[1], volume.Lengths[2]], ScalarType.Float16).DetachFromDisposeScope();
        Normalise(source, MemoryMarshal.Cast<byte, Half>(voxels.bytes));
        return new PreparedVolume(voxels, geometry, voxels.shape);
    }

    private static void Normalise<T>(ReadOnlySpan<T> source, Span<Half> target) where T : unmanaged
    {
        var normalization = Normalization.Of(source);
        var values = new float[Math.Min(Chunk, source.Length)];
        for (var from = 0; from < source.Length; from += Chunk)
        {
            var part = source[from..Math.Min(from + Chunk, source.Length)];
            normalization.Apply(part, values.AsSpan(0, part.Length));
            TensorPrimitives.ConvertToHalf(values.AsSpan(0, part.Length), target[from..]);
        }
    }

    /// <summary>The same volume with columns <paramref name="lateral"/> times as wide as the source's; slices are joined where they would be closer than columns.</summary>
    internal PreparedVolume At(float lateral)
    {
        using var scope = NewDisposeScope();
        // Finer columns must not make the volume larger than one may be.
        lateral = Math.Max(lateral, MathF.Sqrt(Voxels.NumberOfElements / (float)MaxVoxels));
        var axial = Math.Max(1, lateral / Geometry.Anisotropy);
        long[] shape = [Length(_source[0], axial), Length(_source[1], lateral), Length(_source[2], lateral)];
        // Means where voxels are joined, so that noise falls; straight lines between voxels where they are split.
        var mode = lateral >= 1 ? InterpolationMode.Area : InterpolationMode.Trilinear;
        var voxels = nn.functional.interpolate(Voxels.to(ScalarType.Float32).unsqueeze(0).unsqueeze(0), shape, mode: mode, align_corners: lateral >= 1 ? null : false)[0, 0];
        return new PreparedVolume(voxels.to(ScalarType.Float16).contiguous().DetachFromDisposeScope(), Geometry, _source);

        static long Length(long length, float factor) => Math.Max(1, (long)MathF.Round(length / factor));
    }

    /// <inheritdoc/>
    public void Dispose() => Voxels.Dispose();
}
