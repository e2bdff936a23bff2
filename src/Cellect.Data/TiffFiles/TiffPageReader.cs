using BitMiracle.LibTiff.Classic;
using Cellect.Data.Volumes;
using LibTiff = BitMiracle.LibTiff.Classic.Tiff;

namespace Cellect.Data.TiffFiles;

/// <summary>Decodes the page at which LibTiff stands, from strips or tiles.</summary>
/// <param name="tiff">Stands at a page.</param>
/// <param name="fileBytes">Length of its file.</param>
internal sealed class TiffPageReader(LibTiff tiff, long fileBytes)
{
    private byte[] _scratch = [];

    /// <returns>False when data are missing or damaged.</returns>
    public bool TryRead(TiffPlane plane, Span<byte> page) =>
        FitsTheFile() && (tiff.IsTiled() ? TryReadTiles(plane, page) : TryReadStrips(plane, page));

    // LibTiff takes as much memory as the longest strip or tile claims, and looks for its bytes then.
    private bool FitsTheFile()
    {
        if (tiff.GetField(TiffTag.STRIPBYTECOUNTS)?[0].Value is ulong[] counts)
            foreach (var bytes in counts)
                if (bytes > (ulong)fileBytes)
                    return false;
        return true;
    }

    private bool TryReadStrips(TiffPlane plane, Span<byte> page)
    {
        var rowBytes = plane.X * plane.Type.Bytes();
        var rowsPerStrip = Math.Clamp(tiff.GetFieldDefaulted(TiffTag.ROWSPERSTRIP)[0].ToInt(), 1, plane.Y);
        var scratch = Scratch(rowsPerStrip * rowBytes);
        for (var row = 0; row < plane.Y; row += rowsPerStrip)
        {
            var bytes = Math.Min(rowsPerStrip, plane.Y - row) * rowBytes;
            if (tiff.ReadEncodedStrip(row / rowsPerStrip, scratch, 0, bytes) != bytes)
                return false;
            scratch.AsSpan(0, bytes).CopyTo(page[(row * rowBytes)..]);
        }

        return true;
    }

    private bool TryReadTiles(TiffPlane plane, Span<byte> page)
    {
        var voxelBytes = plane.Type.Bytes();
        var (height, width) = (tiff.GetField(TiffTag.TILELENGTH)[0].ToInt(), tiff.GetField(TiffTag.TILEWIDTH)[0].ToInt());
        var scratch = Scratch(tiff.TileSize());
        for (var y = 0; y < plane.Y; y += height)
        for (var x = 0; x < plane.X; x += width)
        {
            if (tiff.ReadTile(scratch, 0, x, y, 0, 0) < 0)
                return false;
            var bytes = Math.Min(width, plane.X - x) * voxelBytes;
            for (var row = 0; row < Math.Min(height, plane.Y - y); row++)
                scratch.AsSpan(row * width * voxelBytes, bytes).CopyTo(page[(((y + row) * plane.X + x) * voxelBytes)..]);
        }

        return true;
    }

    private byte[] Scratch(int bytes) => _scratch.Length >= bytes ? _scratch : _scratch = new byte[bytes];
}
