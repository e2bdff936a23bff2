using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Model.Networks.Devices;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Cellect.Model.Networks.Live;

/// <summary>
/// A normalised volume, kept from one frame to the next as the network's second input. Opaque: its tensor stays in this folder.
/// </summary>
public sealed class PreparedVolume : IProjected, IDisposable
{
    private readonly long[] _source;
    private readonly Tensor?[] _highest = new Tensor?[2];
    private readonly SentVoxels _sent;
    private (Sampling Sampling, PreparedVolume Volume)? _resampled;

    private PreparedVolume(Tensor voxels, VoxelGeometry geometry, long[] source)
    {
        Voxels = voxels;
        Geometry = geometry;
        _source = source;
        _sent = new SentVoxels(voxels);
    }

    /// <summary>Most voxels of a volume: what a span of their float32 values can hold.</summary>
    public const long MaxVoxels = int.MaxValue / sizeof(float);

    // Voxels normalised at a time: few enough to stay in the processor's cache.
    private const int Chunk = 1 << 16;

    /// <summary>Voxel distances of the source.</summary>
    public VoxelGeometry Geometry { get; }

    /// <summary>[z, y, x] at the network's scale, float16 (the network reads no finer differences), on the processor.</summary>
    internal Tensor Voxels { get; }

    /// <summary>The voxels where a network computes. Owned by this volume: they are asked for once more with the next.</summary>
    internal Tensor On(NetworkDevice device) => _sent.On(device);

    /// <summary>Slices, rows and columns of the source.</summary>
    internal (int Z, int Y, int X) SourceShape => ((int)_source[0], (int)_source[1], (int)_source[2]);

    /// <summary>Source voxels for one of the network's: z, y, x.</summary>
    internal (float Z, float Y, float X) Factor =>
        (_source[0] / (float)Voxels.shape[0], _source[1] / (float)Voxels.shape[1], _source[2] / (float)Voxels.shape[2]);

    /// <summary>Normalises a volume of shape (z, y, x); the network sees it at its own scale.</summary>
    /// <typeparam name="T"><see cref="byte"/>, <see cref="ushort"/> or <see cref="float"/>.</typeparam>
    public static PreparedVolume From<T>(ReadOnlyTensorSpan<T> volume, VoxelGeometry geometry)
        where T : unmanaged => From(volume, geometry, null);

    /// <summary>Likewise; <paramref name="normalization"/> is that of the volume of which this one is a part, null: its own.</summary>
    internal static PreparedVolume From<T>(ReadOnlyTensorSpan<T> volume, VoxelGeometry geometry, Normalization? normalization)
        where T : unmanaged
    {
        if (volume.Rank != 3 || !volume.IsDense)
            throw new ArgumentException($"volume has {volume.Rank} axes; must be dense with the three axes z, y, x", nameof(volume));
        var source = MemoryMarshal.CreateReadOnlySpan(in volume.GetPinnableReference(), checked((int)volume.FlattenedLength));
        var voxels = empty([volume.Lengths[0], volume.Lengths[1], volume.Lengths[2]], ScalarType.Float16).DetachFromDisposeScope();
        Normalise(source, normalization ?? Normalization.Of(source), MemoryMarshal.Cast<byte, Half>(voxels.bytes));
        return new PreparedVolume(voxels, geometry, voxels.shape);
    }

    /// <summary>Likewise, of voxels as a source gives them.</summary>
    /// <param name="voxels">C order (z, y, x).</param>
    /// <param name="shape">Their extent.</param>
    /// <param name="type">How they are stored.</param>
    /// <param name="geometry">Voxel distances.</param>
    /// <param name="normalization">That of the volume of which this is a part; null: its own.</param>
    internal static PreparedVolume From(
        ReadOnlySpan<byte> voxels,
        VolumeShape shape,
        VoxelType type,
        VoxelGeometry geometry,
        Normalization? normalization
    )
    {
        nint[] lengths = [shape.Z, shape.Y, shape.X];
        return type switch
        {
            VoxelType.UInt8 => From(new ReadOnlyTensorSpan<byte>(voxels, lengths), geometry, normalization),
            VoxelType.UInt16 => From(
                new ReadOnlyTensorSpan<ushort>(MemoryMarshal.Cast<byte, ushort>(voxels), lengths),
                geometry,
                normalization
            ),
            _ => From(new ReadOnlyTensorSpan<float>(MemoryMarshal.Cast<byte, float>(voxels), lengths), geometry, normalization),
        };
    }

    /// <summary>A part of a volume in which there is nothing.</summary>
    internal static PreparedVolume Background(VolumeShape shape, VoxelGeometry geometry)
    {
        var voxels = zeros([shape.Z, shape.Y, shape.X], ScalarType.Float16).DetachFromDisposeScope();
        return new PreparedVolume(voxels, geometry, voxels.shape);
    }

    /// <summary>A larger part of a volume, of which this is what lies in the volume; the rest is background.</summary>
    /// <param name="own">What this holds.</param>
    /// <param name="whole">What is wanted.</param>
    internal PreparedVolume Within(VolumeBox own, VolumeBox whole)
    {
        var voxels = zeros([whole.Shape.Z, whole.Shape.Y, whole.Shape.X], ScalarType.Float16).DetachFromDisposeScope();
        VolumeBox.Copy(own, MemoryMarshal.Cast<byte, Half>(Voxels.bytes), own, MemoryMarshal.Cast<byte, Half>(voxels.bytes), whole);
        return new PreparedVolume(voxels, Geometry, voxels.shape);
    }

    private static void Normalise<T>(ReadOnlySpan<T> source, Normalization normalization, Span<Half> target)
        where T : unmanaged
    {
        var values = new float[Math.Min(Chunk, source.Length)];
        for (var from = 0; from < source.Length; from += Chunk)
        {
            var part = source[from..Math.Min(from + Chunk, source.Length)];
            normalization.Apply(part, values.AsSpan(0, part.Length));
            TensorPrimitives.ConvertToHalf(values.AsSpan(0, part.Length), target[from..]);
        }
    }

    /// <summary>
    /// The same volume as the network sees it at a scale; slices are joined where they would be closer than columns. Owned by this one,
    /// which keeps the last: the network wants it once more with the next volume.
    /// </summary>
    internal PreparedVolume At(Sampling sampling)
    {
        if (_resampled is { } kept && kept.Sampling == sampling)
            return kept.Volume;
        _resampled?.Volume.Dispose();
        _resampled = null;
        var made = Resample(sampling);
        _resampled = (sampling, made);
        return made;
    }

    /// <summary>A part of this volume, or the volume turned, as one of its own.</summary>
    /// <param name="voxels">[z, y, x], normalised; the caller's.</param>
    /// <param name="turned">Whether rows and columns have changed places.</param>
    internal PreparedVolume View(Tensor voxels, bool turned) =>
        new(
            voxels.clone().DetachFromDisposeScope(),
            turned ? new VoxelGeometry(Geometry.Z, Geometry.X, Geometry.Y) : Geometry,
            voxels.shape
        );

    /// <summary>Whether the voxels are those of another volume: a camera that sends an image twice.</summary>
    internal bool Repeats(PreparedVolume other) => Voxels.bytes.SequenceEqual(other.Voxels.bytes);

    /// <summary>The highest voxels along an axis: 0 gives [y, x], 1 gives [z, x]. Owned by this volume: it is asked for once more with the
    /// next.</summary>
    internal Tensor Highest(int axis) => _highest[axis] ??= Projected(axis);

    /// <inheritdoc/>
    (int Z, int Y, int X) IProjected.SourceShape => SourceShape;

    /// <inheritdoc/>
    Tensor IProjected.Highest(int axis) => Highest(axis);

    private Tensor Projected(int axis)
    {
        using var scope = NewDisposeScope();
        return Voxels.amax([axis]).to(ScalarType.Float32).DetachFromDisposeScope();
    }

    /// <summary>The same volume with everything in it moved; what comes into view is background.</summary>
    /// <param name="shift">Voxels, z, y, x; each less than the extent.</param>
    internal PreparedVolume Moved((int Z, int Y, int X) shift)
    {
        var (depth, height, width) = SourceShape;
        var voxels = zeros(_source, ScalarType.Float16).DetachFromDisposeScope();
        var from = MemoryMarshal.Cast<byte, Half>(Voxels.bytes);
        var to = MemoryMarshal.Cast<byte, Half>(voxels.bytes);
        var length = width - Math.Abs(shift.X);
        for (var z = Math.Max(0, shift.Z); z < depth + Math.Min(0, shift.Z); z++)
        for (var y = Math.Max(0, shift.Y); y < height + Math.Min(0, shift.Y); y++)
            from.Slice(((z - shift.Z) * height + y - shift.Y) * width + Math.Max(0, -shift.X), length)
                .CopyTo(to[((z * height + y) * width + Math.Max(0, shift.X))..]);
        return new PreparedVolume(voxels, Geometry, _source);
    }

    private PreparedVolume Resample(Sampling sampling)
    {
        using var scope = NewDisposeScope();
        // Finer columns must not make the volume larger than one may be.
        var lateral = Math.Max(sampling.Columns, MathF.Sqrt(Voxels.NumberOfElements / (float)MaxVoxels));
        var axial = sampling.Slices(Geometry.Anisotropy);
        long depth = Length(_source[0], axial),
            height = Length(_source[1], lateral),
            width = Length(_source[2], lateral);
        var source = Voxels.to(ScalarType.Float32);
        // Means where voxels are joined, so that noise falls; straight lines between voxels where they are split. Slice by slice where all
        // of them stay: LibTorch shares slices out among the processors.
        var (volume, shape) =
            depth == _source[0]
                ? (source.unsqueeze(1), new[] { height, width })
                : (source.unsqueeze(0).unsqueeze(0), [depth, height, width]);
        var voxels =
            lateral >= 1
                ? nn.functional.interpolate(volume, shape, mode: InterpolationMode.Area)
                : nn.functional.interpolate(
                    volume,
                    shape,
                    mode: shape.Length == 2 ? InterpolationMode.Bilinear : InterpolationMode.Trilinear,
                    align_corners: false
                );
        return new PreparedVolume(
            voxels.view(depth, height, width).to(ScalarType.Float16).contiguous().DetachFromDisposeScope(),
            Geometry,
            _source
        );

        static long Length(long length, float factor) => Math.Max(1, (long)MathF.Round(length / factor));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _resampled?.Volume.Dispose();
        foreach (var projection in _highest)
            projection?.Dispose();
        _sent.Dispose();
        Voxels.Dispose();
    }
}
