using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using BitMiracle.LibTiff.Classic;
using Cellect.Data.Volumes;
using LibTiff = BitMiracle.LibTiff.Classic.Tiff;

namespace Cellect.Data.TiffFiles;

/// <summary>
/// An open TIFF file: grey pages of one size and type, read in any order. Strips and tiles, either byte order, BigTIFF, and
/// every compression that LibTiff decodes.
/// </summary>
internal sealed class TiffFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly LibTiff _tiff;
    private readonly List<long> _directories = [];
    private readonly TiffDirectories _sound;
    private readonly TiffPageReader _reader;
    private readonly long? _pixelsAt;

    /// <exception cref="InvalidDataException">Not a TIFF file, damaged, or of a kind that cannot be a volume.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public TiffFile(string path)
    {
        Path = path;
        _stream = File.OpenRead(path);
        try
        {
            _sound = Guard(() => new TiffDirectories(_stream));
            _stream.Position = 0;
            _tiff = Guard(() => LibTiff.ClientOpen(path, "r", _stream, new TiffStream()))
                ?? throw Damaged($"not a TIFF file, or cut off ({TiffMessages.Last})");
            _reader = new TiffPageReader(_tiff, _stream.Length);
            Plane = PlaneOfThisPage();
            Description = Text(_tiff.GetField(TiffTag.IMAGEDESCRIPTION)?[0].GetBytes() ?? []);
            Software = Text(_tiff.GetField(TiffTag.SOFTWARE)?[0].GetBytes() ?? []);
            PixelsPerUnit = (Number(TiffTag.YRESOLUTION), Number(TiffTag.XRESOLUTION));
            Guard(WalkDirectories);
            Pages = _directories.Count;
            if (Pages == 1 && ImageJHeader.Find(this) is { Images: > 1 } header && Number(TiffTag.COMPRESSION) == (int)Compression.NONE)
            {
                Pages = header.Images;
                _pixelsAt = Convert.ToInt64(((Array)_tiff.GetField(TiffTag.STRIPOFFSETS)[0].Value).GetValue(0));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Path { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    public TiffPlane Plane { get; }

    /// <summary>Pages that can be read. ImageJ's stacks above 4 GB have one directory and many pages: they count here.</summary>
    public int Pages { get; }

    /// <summary>What ends the list of pages too early, or null when the list is whole.</summary>
    public string? BrokenOff { get; private set; }

    /// <summary>Text of the first page's ImageDescription tag; empty when absent.</summary>
    public string Description { get; }

    /// <summary>Text of the first page's Software tag; empty when absent.</summary>
    public string Software { get; }

    /// <summary>Resolution tags of the first page; null when absent.</summary>
    public (double? Y, double? X) PixelsPerUnit { get; }

    /// <summary>Reads one page, little-endian, C order (y, x).</summary>
    /// <param name="page">From 0.</param>
    /// <param name="destination">As many bytes as <see cref="Plane"/> has.</param>
    /// <exception cref="InvalidDataException">The page is damaged or missing.</exception>
    public void ReadPage(int page, Span<byte> destination)
    {
        if (page >= Pages)
            throw Damaged($"page {page} is missing, the file ends after {Pages} pages{(BrokenOff is null ? "" : $" ({BrokenOff})")}");
        if (_pixelsAt is { } start)
            ReadContiguous(start + page * Plane.Bytes, page, destination);
        else
            ReadDirectoryPage(page, destination);
        new PixelLayout(Plane.Type, Signed: Plane.IsSigned).Adopt(destination);
    }

    public void Dispose()
    {
        _tiff?.Dispose();
        _stream.Dispose();
    }

    private void ReadDirectoryPage(int page, Span<byte> destination)
    {
        TiffMessages.Clear();
        try
        {
            if (!_tiff.SetSubDirectory(_directories[page]) || !_reader.TryRead(Plane, destination))
                throw Damaged($"page {page} cannot be read: {TiffMessages.Last ?? "data missing"}");
        }
        catch (Exception e) when (IsDecoderFailure(e))
        {
            throw Damaged($"page {page} cannot be read: {e.Message}", e);
        }
    }

    private void ReadContiguous(long offset, int page, Span<byte> destination)
    {
        _stream.Position = offset;
        if (_stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false) < destination.Length)
            throw Damaged($"page {page} is missing, the file is cut off");
        if (!_tiff.IsBigEndian())
            return;
        if (Plane.Type == VoxelType.UInt16)
            BinaryPrimitives.ReverseEndianness(
                MemoryMarshal.Cast<byte, ushort>(destination),
                MemoryMarshal.Cast<byte, ushort>(destination)
            );
        else if (Plane.Type == VoxelType.Float32)
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, uint>(destination), MemoryMarshal.Cast<byte, uint>(destination));
    }

    private bool WalkDirectories()
    {
        foreach (var offset in _sound.Offsets)
        {
            TiffMessages.Clear();
            if (offset != _sound.Offsets[0] && !_tiff.SetSubDirectory(offset))
            {
                BrokenOff = TiffMessages.Last ?? "its directory is damaged";
                break;
            }

            var plane = PlaneOfThisPage();
            if (plane != Plane)
                throw Damaged($"page {_directories.Count} is {plane}, the first page is {Plane}; all pages must be alike");
            _directories.Add(offset);
        }

        BrokenOff ??= _sound.BrokenOff;
        return _tiff.SetSubDirectory(_directories[0]);
    }

    private TiffPlane PlaneOfThisPage()
    {
        int Tag(TiffTag tag) => _tiff.GetFieldDefaulted(tag)?[0].ToInt() ?? 0;
        var (samples, bits, format) = (Tag(TiffTag.SAMPLESPERPIXEL), Tag(TiffTag.BITSPERSAMPLE), (SampleFormat)Tag(TiffTag.SAMPLEFORMAT));
        var (width, height) = (Tag(TiffTag.IMAGEWIDTH), Tag(TiffTag.IMAGELENGTH));
        if (samples != 1)
            throw Damaged(
                $"{samples} samples per pixel (colour); split the channels and save one grey image, or, where the samples are slices "
                    + "(tifffile takes 3 or 4 for colours), write it with photometric='minisblack'"
            );
        if (width < 1 || height < 1)
            throw Damaged($"page of {height}x{width} pixels");
        return new TiffPlane(
            height,
            width,
            (bits, format) switch
            {
                (8, SampleFormat.UINT or SampleFormat.VOID) => VoxelType.UInt8,
                (16, SampleFormat.UINT or SampleFormat.VOID or SampleFormat.INT) => VoxelType.UInt16,
                (32, SampleFormat.IEEEFP) => VoxelType.Float32,
                _ => throw Damaged($"{bits}-bit {format} pixels; convert them to 8- or 16-bit integers or 32-bit float"),
            },
            (bits, format) == (16, SampleFormat.INT)
        );
    }

    // The specification says 7-bit ASCII. OME writes UTF-8, ImageJ for Java's sake Latin-1, where the µ is one byte.
    private static string Text(byte[] bytes)
    {
        var text = bytes.AsSpan().TrimEnd((byte)0);
        return Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : Encoding.Latin1.GetString(text);
    }

    private double? Number(TiffTag tag) => _tiff.GetField(tag)?[0].ToDouble();

    private T Guard<T>(Func<T> act)
    {
        try
        {
            TiffMessages.Clear();
            return act();
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith(Path, StringComparison.Ordinal))
        {
            throw Damaged(e.Message, e);
        }
        catch (Exception e) when (IsDecoderFailure(e))
        {
            throw Damaged(e.Message, e);
        }
    }

    // LibTiff meets nonsense in a damaged file with whatever exception comes first.
    private static bool IsDecoderFailure(Exception e) => e is not (IOException or InvalidDataException or OutOfMemoryException);

    private InvalidDataException Damaged(string reason, Exception? cause = null) => new($"{Path}: {reason}", cause);
}
