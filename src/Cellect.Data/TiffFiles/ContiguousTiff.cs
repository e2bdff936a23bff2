using System.Text;
using BitMiracle.LibTiff.Classic;
using Cellect.Data.Volumes;

namespace Cellect.Data.TiffFiles;

/// <summary>
/// Writes an uncompressed stack with the pixels of all pages in one run, then the directories. ImageJ and tifffile read an
/// uncompressed ImageJ stack by its first page alone and expect the others to follow it; LibTiff puts directories between.
/// </summary>
internal static class ContiguousTiff
{
    private const uint ResolutionAt = 8;
    private const uint DescriptionAt = ResolutionAt + 16;

    public static void Write(
        System.IO.Stream stream,
        ReadOnlySpan<byte> voxels,
        VoxelType type,
        VolumeShape shape,
        VoxelSize? voxel,
        string description
    )
    {
        using var writer = new BinaryWriter(stream, Encoding.Latin1, leaveOpen: true);
        var text = Encoding.Latin1.GetBytes(description + '\0');
        var pixelsAt = Align(DescriptionAt + (uint)text.Length);
        var directoryAt = Align(pixelsAt + (uint)voxels.Length);
        writer.Write("II*\0"u8);
        writer.Write(directoryAt);
        WriteResolution(writer, voxel);
        writer.Write(text);
        stream.Position = pixelsAt;
        writer.Write(voxels);
        stream.Position = directoryAt;
        var planeBytes = (uint)(shape.PlaneVoxels * type.Bytes());
        for (var z = 0; z < shape.Z; z++)
        {
            var fields = Fields(type, shape, pixelsAt + (uint)z * planeBytes, planeBytes, z == 0 ? (uint)text.Length : 0);
            WriteDirectory(writer, fields, last: z == shape.Z - 1);
        }
    }

    private static uint Align(uint offset) => (offset + 15) & ~15u;

    private static void WriteResolution(BinaryWriter writer, VoxelSize? voxel)
    {
        const uint Denominator = 1_000_000;
        foreach (var perUnit in (ReadOnlySpan<double>)[1 / (voxel?.X ?? 1), 1 / (voxel?.Y ?? 1)])
        {
            writer.Write((uint)Math.Clamp(Math.Round(perUnit * Denominator), 1, uint.MaxValue));
            writer.Write(Denominator);
        }
    }

    private static List<(TiffTag Tag, TiffType Type, uint Count, uint Value)> Fields(
        VoxelType type,
        VolumeShape shape,
        uint pixelsAt,
        uint planeBytes,
        uint textLength
    )
    {
        List<(TiffTag, TiffType, uint, uint)> fields =
        [
            (TiffTag.IMAGEWIDTH, TiffType.LONG, 1, (uint)shape.X),
            (TiffTag.IMAGELENGTH, TiffType.LONG, 1, (uint)shape.Y),
            (TiffTag.BITSPERSAMPLE, TiffType.SHORT, 1, 8 * (uint)type.Bytes()),
            (TiffTag.COMPRESSION, TiffType.SHORT, 1, (uint)Compression.NONE),
            (TiffTag.PHOTOMETRIC, TiffType.SHORT, 1, (uint)Photometric.MINISBLACK),
            (TiffTag.STRIPOFFSETS, TiffType.LONG, 1, pixelsAt),
            (TiffTag.SAMPLESPERPIXEL, TiffType.SHORT, 1, 1),
            (TiffTag.ROWSPERSTRIP, TiffType.LONG, 1, (uint)shape.Y),
            (TiffTag.STRIPBYTECOUNTS, TiffType.LONG, 1, planeBytes),
            (TiffTag.XRESOLUTION, TiffType.RATIONAL, 1, ResolutionAt),
            (TiffTag.YRESOLUTION, TiffType.RATIONAL, 1, ResolutionAt + 8),
            (TiffTag.RESOLUTIONUNIT, TiffType.SHORT, 1, (uint)ResUnit.NONE),
            (TiffTag.SAMPLEFORMAT, TiffType.SHORT, 1, (uint)(type == VoxelType.Float32 ? SampleFormat.IEEEFP : SampleFormat.UINT)),
        ];
        if (textLength > 0)
            fields.Insert(5, (TiffTag.IMAGEDESCRIPTION, TiffType.ASCII, textLength, DescriptionAt));
        return fields;
    }

    private static void WriteDirectory(BinaryWriter writer, List<(TiffTag Tag, TiffType Type, uint Count, uint Value)> fields, bool last)
    {
        writer.Write((ushort)fields.Count);
        foreach (var (tag, type, count, value) in fields)
        {
            writer.Write((ushort)tag);
            writer.Write((ushort)type);
            writer.Write(count);
            writer.Write(value);
        }

        var next = (uint)writer.BaseStream.Position + sizeof(uint);
        writer.Write(last ? 0 : next);
    }
}
