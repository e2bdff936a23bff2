using Cellect.Data.Volumes;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Topic <c>preview</c>: the header of one reduced volume; the pixels follow as a part of their own.</summary>
internal static class PreviewMessage
{
    /// <summary>The topic.</summary>
    public const string Topic = "preview";

    private const int Version = 1;

    /// <summary>Writes the header.</summary>
    public static void Write(ref MessagePackWriter writer, VolumeHeader source, PreviewImage image, long publishedNs)
    {
        writer.WriteMapHeader(14);
        writer.Write("v");
        writer.Write(Version);
        writer.Write("type");
        writer.Write(Topic);
        writer.Write("series");
        writer.Write(source.Series);
        writer.Write("seq");
        writer.Write(source.Seq);
        writer.Write("t");
        writer.Write(source.T);
        writer.Write("c");
        writer.Write(source.C);
        writer.Write("shape");
        WriteShape(ref writer, image.Shape);
        writer.Write("dtype");
        writer.Write("u1");
        writer.Write("voxel_um");
        writer.WriteArrayHeader(3);
        writer.Write(image.VoxelMicrometres.Z);
        writer.Write(image.VoxelMicrometres.Y);
        writer.Write(image.VoxelMicrometres.X);
        writer.Write("compression");
        writer.Write("lz4");
        writer.Write("low");
        writer.Write(image.Low);
        writer.Write("high");
        writer.Write(image.High);
        writer.Write("exposure_end_ns");
        writer.Write(source.ExposureEndNs);
        writer.Write("published_ns");
        writer.Write(publishedNs);
    }

    private static void WriteShape(ref MessagePackWriter writer, VolumeShape shape)
    {
        writer.WriteArrayHeader(3);
        writer.Write(shape.Z);
        writer.Write(shape.Y);
        writer.Write(shape.X);
    }
}
