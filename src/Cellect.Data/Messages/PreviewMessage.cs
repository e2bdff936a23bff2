using Cellect.Data.Volumes;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Topic <c>preview</c>: the header of one reduced volume; the pixels follow as a part of their own.</summary>
internal static class PreviewMessage
{
    /// <summary>The topic.</summary>
    public const string Topic = "preview";

    private const int Version = 1;

    private static readonly MessageFields<(VolumeHeader Source, PreviewImage Image, long PublishedNs)> Fields = new()
    {
        { "v", _ => Version },
        { "type", _ => Topic },
        { "series", preview => preview.Source.Series },
        { "seq", preview => preview.Source.Seq },
        { "t", preview => preview.Source.T },
        { "c", preview => preview.Source.C },
        { "shape", (ref writer, preview) => SeriesMessage.WriteShape(ref writer, preview.Image.Shape) },
        { "dtype", _ => "u1" },
        { "voxel_um", preview => Sides(preview.Image.VoxelMicrometres) },
        { "compression", _ => "lz4" },
        { "low", preview => preview.Image.Low },
        { "high", preview => preview.Image.High },
        { "exposure_end_ns", preview => preview.Source.ExposureEndNs },
        { "published_ns", preview => preview.PublishedNs },
    };

    /// <summary>Writes the header.</summary>
    public static void Write(ref MessagePackWriter writer, VolumeHeader source, PreviewImage image, long publishedNs) =>
        Fields.WriteMap(ref writer, (source, image, publishedNs));

    private static (double, double, double)? Sides(VoxelSize size) => (size.Z, size.Y, size.X);
}
