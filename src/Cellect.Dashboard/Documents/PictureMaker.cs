using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Cellect.Data.Images;
using Cellect.Data.Volumes;
using SkiaSharp;

namespace Cellect.Dashboard.Documents;

/// <summary>Makes pictures of volumes. Keeps its working memory; one thread at a time.</summary>
internal sealed class PictureMaker
{
    /// <summary>Longest side of a picture, pixels.</summary>
    public const int MaxSide = 1024;

    // As the overlay's defaults: a few bright voxels must not make the rest dark.
    private const double DarkPercent = 5,
        BrightPercent = 0.1;
    private const int Quality = 80;

    private byte[] _row = [];
    private float[] _counts = [];
    private float[] _reduced = [];
    private byte[] _grey = [];

    /// <summary>The picture of a volume; it may be disposed afterwards.</summary>
    public Picture Make(Volume volume)
    {
        var shape = volume.Header.Shape;
        var factor = (Math.Max(shape.X, shape.Y) + MaxSide - 1) / MaxSide;
        var (width, height) = ((shape.X + factor - 1) / factor, (shape.Y + factor - 1) / factor);
        Grow(ref _reduced, width * height);
        switch (volume.Header.Type)
        {
            case VoxelType.UInt8:
                Project<byte>(volume, factor, width);
                break;
            case VoxelType.UInt16:
                Project<ushort>(volume, factor, width);
                break;
            default:
                Project<float>(volume, factor, width);
                break;
        }

        var pixels = _reduced.AsSpan(0, width * height);
        var range = ContrastRange.FromPercentiles<float>(pixels, DarkPercent, BrightPercent);
        return new Picture(volume.Header.C, volume.Header.T, width, height, range.Low, range.High, Encode(pixels, range, width, height));
    }

    // Also within the plane the maximum: a cell of a few pixels must not fade.
    private void Project<T>(Volume volume, int factor, int width)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var shape = volume.Header.Shape;
        Grow(ref _row, shape.X * Marshal.SizeOf<T>());
        Grow(ref _counts, shape.X);
        var brightest = MemoryMarshal.Cast<byte, T>(_row.AsSpan(0, shape.X * Marshal.SizeOf<T>()));
        var counts = _counts.AsSpan(0, shape.X);
        ReadOnlySpan<T> voxels = volume.AsSpan<T>();
        for (var top = 0; top < shape.Y; top += factor)
        {
            brightest.Fill(T.MinValue);
            for (var y = top; y < Math.Min(shape.Y, top + factor); y++)
            for (var z = 0; z < shape.Z; z++)
                // MaxNumber lets a voxel that is not a number lose against one that is.
                TensorPrimitives.MaxNumber(brightest, voxels.Slice((z * shape.Y + y) * shape.X, shape.X), brightest);
            TensorPrimitives.ConvertTruncating<T, float>(brightest, counts);
            Condense(counts, _reduced.AsSpan(top / factor * width, width), factor);
        }
    }

    private static void Condense(ReadOnlySpan<float> counts, Span<float> reduced, int factor)
    {
        for (var x = 0; x < reduced.Length; x++)
            reduced[x] = TensorPrimitives.MaxNumber(counts.Slice(x * factor, Math.Min(factor, counts.Length - x * factor)));
    }

    private byte[] Encode(ReadOnlySpan<float> pixels, ContrastRange range, int width, int height)
    {
        Grow(ref _grey, pixels.Length);
        var scale = 255 / (range.High - range.Low);
        for (var i = 0; i < pixels.Length; i++)
            _grey[i] = (byte)Math.Clamp((pixels[i] - range.Low) * scale, 0, 255);
        var pinned = GCHandle.Alloc(_grey, GCHandleType.Pinned);
        try
        {
            using var pixmap = new SKPixmap(
                new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque),
                pinned.AddrOfPinnedObject()
            );
            using var jpeg = pixmap.Encode(new SKJpegEncoderOptions(Quality));
            return (jpeg ?? throw new InvalidOperationException($"a picture of {width} x {height} pixels cannot be encoded")).ToArray();
        }
        finally
        {
            pinned.Free();
        }
    }

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
            array = new T[length];
    }
}
