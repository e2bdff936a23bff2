using System.Xml.Linq;

namespace Cellect.Data.TiffFiles;

/// <summary>Which page of which file holds which plane, from the <c>TiffData</c> elements (OME-TIFF specification, "The TiffData
/// element").</summary>
internal sealed class OmePages
{
    private readonly TiffFile _file;
    private readonly OmeHeader _ome;
    private readonly List<string> _files;

    private OmePages(TiffFile file, OmeHeader ome, int planes)
    {
        (_file, _ome, _files) = (file, ome, [file.Name]);
        (PageOf, FileOf) = (new int[planes], new int[planes]);
        Array.Fill(PageOf, -1);
    }

    /// <summary>Page of time point t, channel c, slice z at index (t * Channels + c) * Slices + z; -1: none.</summary>
    public int[] PageOf { get; }

    /// <summary>At the same index, which of <see cref="Files"/> has it.</summary>
    public int[] FileOf { get; }

    /// <summary>Names of the files, the one that was opened first.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>The pages of the file's series.</summary>
    /// <exception cref="InvalidDataException">The XML says what cannot be.</exception>
    public static OmePages Of(TiffFile file, OmeHeader ome, int frames, int slices, int channels)
    {
        var planes = (long)frames * slices * channels;
        if (planes > Array.MaxLength / sizeof(int))
            throw Refused(file, $"its OME-XML describes {planes} planes");
        if (ome.DimensionOrder is not ("XYZCT" or "XYZTC" or "XYCTZ" or "XYCZT" or "XYTCZ" or "XYTZC"))
            throw Refused(
                file,
                $"its OME-XML has DimensionOrder '{ome.DimensionOrder}'; legal are XYZCT, XYZTC, XYCTZ, XYCZT, XYTCZ, XYTZC"
            );
        var pages = new OmePages(file, ome, (int)planes);
        var blocks = ome.TiffData.ToList();
        if (blocks.Count == 0)
            blocks.Add(new XElement("TiffData"));
        foreach (var block in blocks)
            pages.Place(block, (frames, slices, channels));
        return pages;
    }

    private void Place(XElement block, (int T, int Z, int C) size)
    {
        var from = FileNumber(block);
        var (t, z, c) = (Value("FirstT") ?? 0, Value("FirstZ") ?? 0, Value("FirstC") ?? 0);
        var page = Value("IFD");
        var count = Value("PlaneCount") ?? (page is not null ? 1 : PagesOf(from));
        for (var i = 0; i < count && t < size.T && z < size.Z && c < size.C; i++)
        {
            var at = (t * size.C + c) * size.Z + z;
            (PageOf[at], FileOf[at]) = ((page ?? 0) + i, from);
            Advance(_ome.DimensionOrder, size, ref t, ref z, ref c);
        }

        int? Value(string name) => int.TryParse((string?)block.Attribute(name), out var value) && value >= 0 ? value : null;
    }

    private static void Advance(string order, (int T, int Z, int C) size, ref int t, ref int z, ref int c)
    {
        foreach (var axis in order.AsSpan(2))
        {
            ref var index = ref axis == 'T' ? ref t : ref axis == 'Z' ? ref z : ref c;
            var length =
                axis == 'T' ? size.T
                : axis == 'Z' ? size.Z
                : size.C;
            if (++index < length)
                return;
            index = 0;
        }

        t = size.T;
    }

    private int FileNumber(XElement block)
    {
        var uuid = block.Elements().FirstOrDefault(e => e.Name.LocalName == "UUID");
        var name = (string?)uuid?.Attribute("FileName");
        if (uuid is null || uuid.Value == _ome.Uuid || name == _file.Name)
            return 0;
        if (string.IsNullOrEmpty(name) || Path.GetFileName(name) != name)
            throw Refused(
                _file,
                $"its OME-XML has planes in {name ?? uuid.Value}, which is no file beside it; put all files of the series in one folder"
            );
        var at = _files.IndexOf(name);
        if (at >= 0)
            return at;
        _files.Add(name);
        return _files.Count - 1;
    }

    // Only where the XML does not count: the file itself says how many it has.
    private int PagesOf(int number)
    {
        if (number == 0)
            return PageOf.Length;
        var path = Path.Combine(Path.GetDirectoryName(_file.Path)!, _files[number]);
        if (!File.Exists(path))
            throw Refused(_file, $"belongs to several files ({_files[number]}) of which that one is missing; put them into one folder");
        using var other = new TiffFile(path);
        return other.Pages;
    }

    private static InvalidDataException Refused(TiffFile file, string reason) => new($"{file.Path}: {reason}");
}
