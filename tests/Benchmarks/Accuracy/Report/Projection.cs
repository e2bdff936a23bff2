using Cellect.Data.Volumes;
using SkiaSharp;

namespace Cellect.Benchmarks.Accuracy.Report;

/// <summary>Maximum projection of a volume along z as a PNG picture, so that a person can see what was tracked.</summary>
internal static class Projection
{
    /// <summary>Writes the picture; black is the 1st, white the 99.9th percentile of the projection.</summary>
    public static void Write(string path, Volume volume)
    {
        var shape = volume.Header.Shape;
        var highest = Maxima(volume);
        var sorted = highest.Order().ToArray();
        var (black, white) = (sorted[sorted.Length / 100], sorted[^(1 + (sorted.Length / 1000))]);
        using var bitmap = new SKBitmap(shape.X, shape.Y, SKColorType.Gray8, SKAlphaType.Opaque);
        var pixels = bitmap.GetPixelSpan();
        for (var y = 0; y < shape.Y; y++)
        for (var x = 0; x < shape.X; x++)
            pixels[(y * bitmap.RowBytes) + x] = (byte)
                Math.Clamp(255 * (highest[(y * shape.X) + x] - black) / Math.Max(1, white - black), 0, 255);
        using var file = File.Create(path);
        bitmap.Encode(file, SKEncodedImageFormat.Png, 100);
    }

    private static float[] Maxima(Volume volume)
    {
        var highest = new float[volume.Header.Shape.PlaneVoxels];
        for (long i = 0, count = volume.Header.Shape.Voxels; i < count; i++)
        {
            var value = volume.Header.Type switch
            {
                VoxelType.UInt8 => volume.Bytes[(int)i],
                VoxelType.UInt16 => BitConverter.ToUInt16(volume.Bytes.Slice((int)i * 2, 2)),
                _ => BitConverter.ToSingle(volume.Bytes.Slice((int)i * 4, 4)),
            };
            ref var at = ref highest[i % highest.Length];
            at = Math.Max(at, value);
        }

        return highest;
    }
}
