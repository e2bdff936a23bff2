using System.Runtime.InteropServices;
using Cellect.Data.Csv;
using Cellect.Data.TiffFiles;
using Cellect.Data.Volumes;

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
    /// <exception cref="InvalidInputException">Not such a file; the message names it.</exception>
    public static LabelImage Read(string path)
    {
        try
        {
            using var file = new TiffFile(path);
            return Read(file);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidInputException($"{path}: not a readable TIFF ({e.Message})");
        }
    }

    private static LabelImage Read(TiffFile file)
    {
        var plane = file.Plane;
        if (plane.IsSigned || plane.Type is not (VoxelType.UInt8 or VoxelType.UInt16))
            throw new InvalidInputException($"{file.Path}: a mask has 8 or 16 bits without sign; this one is {plane}");
        if ((long)file.Pages * plane.Y * plane.X > int.MaxValue / 2)
            throw new InvalidInputException($"{file.Path}: {file.Pages}x{plane.Y}x{plane.X} voxels are more than a mask can have");
        if (file.BrokenOff is { } reason)
            throw new InvalidInputException($"{file.Path}: broken off after {file.Pages} pages ({reason})");
        var labels = new ushort[file.Pages * plane.Y * plane.X];
        var page = new byte[plane.Bytes];
        for (var z = 0; z < file.Pages; z++)
        {
            file.ReadPage(z, page);
            var into = labels.AsSpan(z * plane.Y * plane.X, plane.Y * plane.X);
            if (plane.Type == VoxelType.UInt16)
                MemoryMarshal.Cast<byte, ushort>(page).CopyTo(into);
            else
                for (var i = 0; i < into.Length; i++)
                    into[i] = page[i];
        }

        return new LabelImage(file.Path, file.Pages, plane.Y, plane.X, labels);
    }
}
