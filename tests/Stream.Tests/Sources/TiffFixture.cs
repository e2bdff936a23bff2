using BitMiracle.LibTiff.Classic;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Tests.Sources;

/// <summary>Writes TIFF files as other programs lay them out.</summary>
internal sealed record TiffFixture
{
    public VoxelType Type { get; init; } = VoxelType.UInt16;

    public int Rows { get; init; } = 5;

    public int Columns { get; init; } = 7;

    /// <summary>LibTiff's: "w" and "wb" (big-endian), "w8" (BigTIFF).</summary>
    public string Mode { get; init; } = "w";

    public int RowsPerStrip { get; init; } = 5;

    /// <summary>Edge of square tiles; 0: strips.</summary>
    public int Tile { get; init; }

    public Compression Compression { get; init; } = Compression.NONE;

    public Predictor Predictor { get; init; } = Predictor.NONE;

    public int Samples { get; init; } = 1;

    public SampleFormat? Format { get; init; }

    public string? Description { get; init; }

    public string? Software { get; init; }

    /// <summary>Pixels a unit, both ways; 0: no tag.</summary>
    public float XResolution { get; init; }

    /// <summary>Number of the first page, which its content depends on.</summary>
    public int FirstPage { get; init; }

    public int PageBytes => Rows * Columns * Samples * Type.Bytes();

    /// <summary>Content of a page, depending on its number alone.</summary>
    public byte[] Page(int number)
    {
        var page = new byte[PageBytes];
        new Random(number).NextBytes(page);
        return page;
    }

    /// <summary>The pages one behind the other.</summary>
    public byte[] Pages(params IEnumerable<int> numbers) => [.. numbers.SelectMany(Page)];

    public string Write(string path, int pages)
    {
        using var tiff = Tiff.Open(path, Mode);
        for (var number = 0; number < pages; number++)
        {
            SetTags(tiff);
            if (number == 0 && Description is not null)
                tiff.SetField(TiffTag.IMAGEDESCRIPTION, Description);
            if (number == 0 && Software is not null)
                tiff.SetField(TiffTag.SOFTWARE, Software);
            if (XResolution > 0)
            {
                tiff.SetField(TiffTag.XRESOLUTION, XResolution);
                tiff.SetField(TiffTag.YRESOLUTION, XResolution);
            }

            if (Tile > 0)
                WriteTiles(tiff, Page(FirstPage + number));
            else
                WriteStrips(tiff, Page(FirstPage + number));
            tiff.WriteDirectory();
        }

        return path;
    }

    private void SetTags(Tiff tiff)
    {
        tiff.SetField(TiffTag.IMAGEWIDTH, Columns);
        tiff.SetField(TiffTag.IMAGELENGTH, Rows);
        tiff.SetField(TiffTag.BITSPERSAMPLE, 8 * Type.Bytes());
        tiff.SetField(TiffTag.SAMPLESPERPIXEL, Samples);
        tiff.SetField(TiffTag.SAMPLEFORMAT, Format ?? (Type == VoxelType.Float32 ? SampleFormat.IEEEFP : SampleFormat.UINT));
        tiff.SetField(TiffTag.PHOTOMETRIC, Samples == 3 ? Photometric.RGB : Photometric.MINISBLACK);
        tiff.SetField(TiffTag.PLANARCONFIG, PlanarConfig.CONTIG);
        tiff.SetField(TiffTag.COMPRESSION, Compression);
        if (Predictor != Predictor.NONE)
            tiff.SetField(TiffTag.PREDICTOR, Predictor);
        if (Tile > 0)
        {
            tiff.SetField(TiffTag.TILEWIDTH, Tile);
            tiff.SetField(TiffTag.TILELENGTH, Tile);
        }
        else
        {
            tiff.SetField(TiffTag.ROWSPERSTRIP, RowsPerStrip);
        }
    }

    private void WriteStrips(Tiff tiff, byte[] page)
    {
        var rowBytes = PageBytes / Rows;
        for (var row = 0; row < Rows; row += RowsPerStrip)
        {
            var strip = page[(row * rowBytes)..(Math.Min(row + RowsPerStrip, Rows) * rowBytes)];
            tiff.WriteEncodedStrip(row / RowsPerStrip, strip, strip.Length);
        }
    }

    private void WriteTiles(Tiff tiff, byte[] page)
    {
        var (rowBytes, tileRow) = (PageBytes / Rows, Tile * Type.Bytes());
        for (var y = 0; y < Rows; y += Tile)
        for (var x = 0; x < Columns; x += Tile)
        {
            var tile = new byte[Tile * tileRow];
            for (var row = 0; row < Math.Min(Tile, Rows - y); row++)
                page.AsSpan((y + row) * rowBytes + x * Type.Bytes(), Math.Min(Tile, Columns - x) * Type.Bytes())
                    .CopyTo(tile.AsSpan(row * tileRow));
            tiff.WriteTile(tile, x, y, 0, 0);
        }
    }
}
