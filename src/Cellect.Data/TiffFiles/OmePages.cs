using System.Xml.Linq;

namespace Cellect.Data.TiffFiles;

/// <summary>Which page holds which plane, from the <c>TiffData</c> elements (OME-TIFF specification, "The TiffData element").</summary>
internal static class OmePages
{
    public static int[] Of(TiffFile file, OmeHeader ome, int frames, int slices, int channels)
    {
        var planes = (long)frames * slices * channels;
        if (planes > Array.MaxLength / sizeof(int))
            throw Refused(file, $"its OME-XML describes {planes} planes");
        if (ome.DimensionOrder is not ("XYZCT" or "XYZTC" or "XYCTZ" or "XYCZT" or "XYTCZ" or "XYTZC"))
            throw Refused(
                file,
                $"its OME-XML has DimensionOrder '{ome.DimensionOrder}'; legal are XYZCT, XYZTC, XYCTZ, XYCZT, XYTCZ, XYTZC"
            );
        var pages = new int[planes];
        Array.Fill(pages, -1);
        var blocks = ome.TiffData.ToList();
        if (blocks.Count == 0)
            blocks.Add(new XElement("TiffData"));
        foreach (var block in blocks)
            Place(file, ome, block, (frames, slices, channels), pages);
        return pages;
    }

    private static void Place(TiffFile file, OmeHeader ome, XElement block, (int T, int Z, int C) size, int[] pages)
    {
        RefuseOtherFile(file, ome, block);
        var (t, z, c) = (Value("FirstT") ?? 0, Value("FirstZ") ?? 0, Value("FirstC") ?? 0);
        var page = Value("IFD");
        var count = Value("PlaneCount") ?? (page is null ? pages.Length : 1);
        for (var i = 0; i < count && t < size.T && z < size.Z && c < size.C; i++)
        {
            pages[(t * size.C + c) * size.Z + z] = (page ?? 0) + i;
            Advance(ome.DimensionOrder, size, ref t, ref z, ref c);
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

    private static void RefuseOtherFile(TiffFile file, OmeHeader ome, XElement block)
    {
        var uuid = block.Elements().FirstOrDefault(e => e.Name.LocalName == "UUID");
        var other = (string?)uuid?.Attribute("FileName");
        if (uuid is null || uuid.Value == ome.Uuid || other == file.Name)
            return;
        throw Refused(
            file,
            $"its OME-XML spreads the series over several files ({other ?? uuid.Value}); "
                + "save the series as one file, or as a folder of one file a time point without OME-XML"
        );
    }

    private static InvalidDataException Refused(TiffFile file, string reason) => new($"{file.Path}: {reason}");
}
