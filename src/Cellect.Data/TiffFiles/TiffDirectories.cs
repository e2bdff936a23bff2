using System.Buffers.Binary;
using BitMiracle.LibTiff.Classic;

namespace Cellect.Data.TiffFiles;

/// <summary>
/// The directories (pages) of a TIFF file, held against the file's length before LibTiff reads any: LibTiff takes the memory that a tag
/// claims before it looks for the bytes.
/// </summary>
/// <remarks>TIFF 6.0, section 2; BigTIFF: 64-bit counts and offsets under the number 43.</remarks>
internal sealed class TiffDirectories
{
    // An OME-XML of a hundred thousand planes has some 30 MB.
    private const long MostValueBytes = 256L << 20;
    private const long MostPieces = 1 << 20;
    private const int MostEntries = 4096;

    // No compression that LibTiff decodes makes more than a thousand or so bytes of one.
    private const long MostPixelsAByte = 2000;

    private readonly System.IO.Stream _stream;
    private readonly long _length;
    private readonly List<long> _offsets = [];
    private readonly HashSet<long> _seen = [];
    private bool _isBigEndian;
    private bool _isBig;
    private long _directoryBytes;

    /// <param name="stream">The file, which can be sought in.</param>
    /// <exception cref="InvalidDataException">Not a TIFF file, or its first directory is damaged; without the file's name.</exception>
    public TiffDirectories(System.IO.Stream stream)
    {
        (_stream, _length) = (stream, stream.Length);
        var next = First();
        while (next != 0)
            try
            {
                next = Take(next);
            }
            catch (InvalidDataException e) when (_offsets.Count > 0)
            {
                BrokenOff = e.Message;
                return;
            }
    }

    /// <summary>Where the sound directories begin, in their order; at least one.</summary>
    public IReadOnlyList<long> Offsets => _offsets;

    /// <summary>What is wrong with the directory behind the last sound one; null: it was the last.</summary>
    public string? BrokenOff { get; }

    private int WordBytes => _isBig ? 8 : 4;

    private long First()
    {
        var header = Bytes(0, 8) ?? throw NoTiff();
        _isBigEndian = header[0] == 'M';
        if (header[0] != header[1] || header[0] is not ((byte)'I' or (byte)'M'))
            throw NoTiff();
        _isBig = Short(header.AsSpan(2)) switch
        {
            42 => false,
            43 => true,
            _ => throw NoTiff(),
        };
        var offset = _isBig ? Bytes(8, 8) ?? throw NoTiff() : header.AsSpan(4).ToArray();
        return (long)Math.Min(Word(offset), long.MaxValue);
    }

    /// <returns>Where the next one is; 0: there is none.</returns>
    private long Take(long offset)
    {
        if (!_seen.Add(offset))
            throw new InvalidDataException("its directories go in a circle");
        var (countBytes, entryBytes) = _isBig ? (8, 20) : (2, 12);
        var head = Bytes(offset, countBytes) ?? throw CutOff();
        var count = _isBig ? Long(head) : Short(head);
        if (count is 0 or > MostEntries)
            throw new InvalidDataException($"a directory of {count} tags; 1 to {MostEntries} are possible");
        var body = Bytes(offset + countBytes, ((int)count * entryBytes) + WordBytes) ?? throw CutOff();
        // Directories that overlap could be as many as the file has bytes, and each as long as all of it.
        if ((_directoryBytes += body.Length) > _length)
            throw new InvalidDataException("its directories overlap");
        var (page, valueBytes) = (new PageClaims(), 0L);
        for (var i = 0; i < (int)count; i++)
            valueBytes += Check(body.AsSpan(i * entryBytes, entryBytes), page);
        if (valueBytes > _length)
            throw new InvalidDataException($"the tags of a page claim {valueBytes} bytes, the file has {_length}");
        page.Check(_length);
        _offsets.Add(offset);
        return (long)Math.Min(Word(body.AsSpan((int)count * entryBytes)), long.MaxValue);
    }

    /// <returns>Bytes of the tag's values that lie outside the directory.</returns>
    private long Check(ReadOnlySpan<byte> entry, PageClaims page)
    {
        var (tag, type) = ((TiffTag)Short(entry), Short(entry[2..]));
        // LibTiff passes over values of unknown types.
        if (ValueBytes(type) is not (> 0 and var each))
            return 0;
        var count = Word(entry[4..]);
        var value = entry[(4 + WordBytes)..];
        var bytes = count > (ulong)MostValueBytes ? long.MaxValue : (long)count * each;
        if (bytes > WordBytes && (bytes > MostValueBytes || Word(value) > (ulong)Math.Max(0, _length - bytes)))
            throw new InvalidDataException(
                $"tag {tag} claims {count} values of {each} bytes at {Word(value)}, the file has {_length} bytes (at most {MostValueBytes})"
            );
        if (One(type, value) is { } one)
            page.Take(tag, one);
        return bytes > WordBytes ? bytes : 0;
    }

    private ulong? One(int type, ReadOnlySpan<byte> value) =>
        type switch
        {
            1 => value[0],
            3 => Short(value),
            4 => Int(value),
            16 when _isBig => Long(value),
            _ => null,
        };

    private static int ValueBytes(int type) =>
        type switch
        {
            1 or 2 or 6 or 7 => 1,
            3 or 8 => 2,
            4 or 9 or 11 or 13 => 4,
            5 or 10 or 12 or 16 or 17 or 18 => 8,
            _ => 0,
        };

    private byte[]? Bytes(long offset, int count)
    {
        if (offset < 0 || offset > _length - count)
            return null;
        var bytes = new byte[count];
        _stream.Position = offset;
        return _stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false) == count ? bytes : null;
    }

    private ulong Word(ReadOnlySpan<byte> bytes) => _isBig ? Long(bytes) : Int(bytes);

    private ushort Short(ReadOnlySpan<byte> bytes) =>
        _isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private uint Int(ReadOnlySpan<byte> bytes) =>
        _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private ulong Long(ReadOnlySpan<byte> bytes) =>
        _isBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private static InvalidDataException NoTiff() => new("not a TIFF file, or cut off");

    private static InvalidDataException CutOff() => new("a directory lies beyond the end of the file: it is cut off");

    /// <summary>What the tags of one page claim about its size.</summary>
    private sealed class PageClaims
    {
        private static readonly TiffTag[] Sizes =
        [
            TiffTag.IMAGEWIDTH,
            TiffTag.IMAGELENGTH,
            TiffTag.SAMPLESPERPIXEL,
            TiffTag.ROWSPERSTRIP,
            TiffTag.TILEWIDTH,
            TiffTag.TILELENGTH,
            TiffTag.IMAGEDEPTH,
            TiffTag.TILEDEPTH,
        ];

        private readonly Dictionary<TiffTag, ulong> _values = [];

        /// <summary>Notes the value of a tag that says how large something is.</summary>
        public void Take(TiffTag tag, ulong value)
        {
            if (Sizes.Contains(tag) && !_values.TryAdd(tag, value))
                throw new InvalidDataException($"tag {tag} stands there twice");
        }

        /// <exception cref="InvalidDataException">More than a file of this length can hold.</exception>
        public void Check(long length)
        {
            var (width, height) = (Value(TiffTag.IMAGEWIDTH, 1), Value(TiffTag.IMAGELENGTH, 1));
            if (width * height > MostPixelsAByte * (decimal)length)
                throw new InvalidDataException($"a page of {height}x{width} pixels cannot lie in a file of {length} bytes");
            if (Value(TiffTag.IMAGEDEPTH, 1) > 1 || Value(TiffTag.TILEDEPTH, 1) > 1)
                throw new InvalidDataException("a page of several planes (tag ImageDepth or TileDepth); save one page for each plane");
            var isTiled = _values.ContainsKey(TiffTag.TILEWIDTH) || _values.ContainsKey(TiffTag.TILELENGTH);
            var (across, down) = isTiled
                ? (Value(TiffTag.TILEWIDTH, width), Value(TiffTag.TILELENGTH, height))
                : (width, Math.Min(height, Value(TiffTag.ROWSPERSTRIP, height)));
            if (across * down > 4 * Math.Max(width * height, MostPieces))
                throw new InvalidDataException($"tiles of {down}x{across} pixels in a page of {height}x{width}");
            var pieces = Math.Ceiling(width / across) * Math.Ceiling(height / down) * Value(TiffTag.SAMPLESPERPIXEL, 1);
            if (pieces > MostPieces)
                throw new InvalidDataException($"a page of {pieces} strips or tiles; at most {MostPieces} are read");
        }

        private decimal Value(TiffTag tag, decimal otherwise) =>
            _values.TryGetValue(tag, out var value) ? Math.Clamp(value, 1, uint.MaxValue) : otherwise;
    }
}
