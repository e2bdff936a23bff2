using Cellect.Data.Messages;
using Cellect.Data.Pixels;
using Cellect.Data.Volumes;

namespace Cellect.Overlay.Viewing;

/// <summary>Reads previews (docs/wire.md, "Previews") into volumes of counts.</summary>
/// <param name="pool">Buffers.</param>
internal sealed class RemotePreview(VolumePool pool) : IDisposable
{
    /// <summary>Largest preview taken, bytes before packing; bound on what a publisher may ask for.</summary>
    public const int MaxBytes = 268_435_456;

    private readonly PixelDecoder _decoder = new();

    /// <summary>The volume of a preview, for the caller to dispose: coarser voxels, counts of the source.</summary>
    /// <param name="header">The header part.</param>
    /// <param name="pixels">The pixel part.</param>
    /// <exception cref="InvalidDataException">The message is not a preview.</exception>
    public Volume Read(MessageMap header, byte[] pixels)
    {
        var (z, y, x) = header.Triple("shape");
        if (
            z is < 1 or > MaxBytes
            || y is < 1 or > MaxBytes
            || x is < 1 or > MaxBytes
            || z * y * x > MaxBytes
            || header.Text("dtype") != "u1"
        )
            throw new InvalidDataException(
                $"preview of {z}x{y}x{x} voxels of type {header.Text("dtype")}; at most {MaxBytes} of u1 are taken"
            );
        var (low, high) = ((float)header.Number("low"), (float)header.Number("high"));
        var voxel = header.Triple("voxel_um");
        var size = new VoxelSize(voxel.Z, voxel.Y, voxel.X);
        if (!size.IsValid || !float.IsFinite(low) || !float.IsFinite(high))
            throw new InvalidDataException(
                $"preview with voxels of {size} µm and counts {low} to {high}; sizes must be above 0 and counts finite"
            );
        var shape = new VolumeShape((int)z, (int)y, (int)x);
        var bytes = new byte[shape.Voxels];
        var packing = header.Text("compression") switch
        {
            "none" => Compression.None,
            "lz4" => Compression.Lz4,
            "zstd" => Compression.Zstd,
            var other => throw new InvalidDataException($"preview packed as '{other}'; none, lz4 and zstd are known"),
        };
        if (!_decoder.TryDecode(packing, pixels, bytes, out var fault))
            throw new InvalidDataException($"preview: {fault.Detail}");
        return Counts(header, shape, size, bytes, low, high);
    }

    /// <inheritdoc/>
    public void Dispose() => _decoder.Dispose();

    private Volume Counts(MessageMap header, VolumeShape shape, VoxelSize size, byte[] bytes, float low, float high)
    {
        var volume = pool.Rent(
            new VolumeHeader
            {
                Series = header.Text("series"),
                T = header.Small("t"),
                C = header.Small("c"),
                Shape = shape,
                Type = VoxelType.Float32,
                VoxelMicrometres = size,
                ExposureEndNs = header.Whole("exposure_end_ns"),
            }
        );
        var counts = volume.AsSpan<float>();
        Span<float> ofByte = stackalloc float[256];
        for (var value = 0; value < 256; value++)
            ofByte[value] = low + value * (high - low) / 255;
        for (var i = 0; i < bytes.Length; i++)
            counts[i] = ofByte[bytes[i]];
        return volume;
    }
}
