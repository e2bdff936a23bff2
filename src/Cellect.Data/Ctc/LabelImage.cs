using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;
using Cellect.Data.Csv;
using Cellect.Data.TiffFiles;

namespace Cellect.Data.Ctc;

/// <summary>A label mask: 0 is background, every other value one object.</summary>
/// <param name="Path">Where it came from.</param>
/// <param name="Depth">Number of slices; 1 for a plane.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Labels">Depth x Height x Width labels in C order (z, y, x).</param>
internal sealed record LabelImage(string Path, int Depth, int Height, int Width, ushort[] Labels)
{
    public ReadOnlySpan<ushort> Slice(int z) => Labels.AsSpan(z * Height * Width, Height * Width);

    public string Shape => $"{Depth}x{Height}x{Width}";

    /// <summary>Reads a grey TIFF of 8 or 16 bits, one page a slice.</summary>
    public static LabelImage Read(string path)
    {
        TiffMessages.Clear();
        using var tiff = Tiff.Open(path, "r")
            ?? throw new InvalidInputException($"{path}: not a readable TIFF ({TiffMessages.Last ?? "cut off"})");
        var (height, width, depth) = (Tag(tiff, TiffTag.IMAGELENGTH), Tag(tiff, TiffTag.IMAGEWIDTH), tiff.NumberOfDirectories());
        if ((long)depth * height * width > int.MaxValue / 2)
            throw new InvalidInputException($"{path}: {depth}x{height}x{width} voxels are more than a mask can have");
        var labels = new ushort[depth * height * width];
        for (short page = 0; page < depth; page++)
        {
            tiff.SetDirectory(page);
            if ((Tag(tiff, TiffTag.IMAGELENGTH), Tag(tiff, TiffTag.IMAGEWIDTH)) != (height, width))
                throw new InvalidInputException($"{path}: page {page} has another size than page 0 ({height}x{width})");
            ReadPage(tiff, path, labels.AsSpan(page * height * width, height * width), width);
        }
        return new LabelImage(path, depth, height, width, labels);
    }

    private static void ReadPage(Tiff tiff, string path, Span<ushort> page, int width)
    {
        var bits = Tag(tiff, TiffTag.BITSPERSAMPLE);
        if (bits is not (8 or 16) || Tag(tiff, TiffTag.SAMPLESPERPIXEL) != 1 || tiff.IsTiled())
            throw new InvalidInputException(
                $"{path}: masks are grey, 8 or 16 bits, in strips; this one has {bits} bits and "
                    + $"{Tag(tiff, TiffTag.SAMPLESPERPIXEL)} samples{(tiff.IsTiled() ? ", tiled" : "")}"
            );
        var row = new byte[tiff.ScanlineSize()];
        for (var y = 0; y < page.Length / width; y++)
        {
            if (!tiff.ReadScanline(row, y))
                throw new InvalidInputException($"{path}: cannot read row {y} of a page");
            var into = page.Slice(y * width, width);
            if (bits == 16)
                MemoryMarshal.Cast<byte, ushort>(row.AsSpan(0, 2 * width)).CopyTo(into);
            else
                for (var x = 0; x < width; x++)
                    into[x] = row[x];
        }
    }

    private static int Tag(Tiff tiff, TiffTag tag) => tiff.GetFieldDefaulted(tag)?[0].ToInt() ?? 0;
}
