using System.Xml.Linq;

namespace Cellect.Stream.Sources.Tiff;

/// <summary>Which page holds which plane, from the <c>TiffData</c> elements of OME-XML (OME-TIFF specification, "TiffData").</summary>
internal static class OmePages
{
    public static int[] Of(TiffFile file, XElement root, XElement pixels, int frames, int slices, int channels)
    {
        var planes = (long)frames * slices * channels;
        if (planes > Array.MaxLength / sizeof(int))
            throw Refused(file, $"its OME-XML describes {planes} planes");
        var order = (string?)pixels.Attribute("DimensionOrder") ?? "";
        if (order.Length != 5 || !order.StartsWith("XY", StringComparison.Ordinal) || !order.Order().SequenceEqual("CTXYZ"))
            throw Refused(file, $"its OME-XML has DimensionOrder '{order}'; legal are XYZCT, XYZTC, XYCTZ, XYCZT, XYTCZ, XYTZC");
        var pages = new int[planes];
        Array.Fill(pages, -1);
        var blocks = pixels.Elements().Where(e => e.Name.LocalName == "TiffData").ToList();
        if (blocks.Count == 0)
            blocks.Add(new XElement("TiffData"));
        foreach (var block in blocks)
            Place(file, root, block, order, (frames, slices, channels), pages);
        return pages;
    }

    private static void Place(
        TiffFile file, XElement root, XElement block, string order, (int T, int Z, int C) size, int[] pages)
    {
        RefuseOtherFile(file, root, block);
        var (t, z, c) = (Value("FirstT") ?? 0, Value("FirstZ") ?? 0, Value("FirstC") ?? 0);
        var page = Value("IFD");
        var count = Value("PlaneCount") ?? (page is null ? pages.Length : 1);
        for (var i = 0; i < count && t < size.T && z < size.Z && c < size.C; i++)
        {
            pages[(t * size.C + c) * size.Z + z] = (page ?? 0) + i;
            Advance(order, size, ref t, ref z, ref c);
        }

        int? Value(string name) => int.TryParse((string?)block.Attribute(name), out var value) && value >= 0 ? value : null;
    }

    private static void Advance(string order, (int T, int Z, int C) size, ref int t, ref int z, ref int c)
    {
        foreach (var axis in order.AsSpan(2))
        {
            ref var index = ref axis == 'T' ? ref t : ref axis == 'Z' ? ref z : ref c;
            var length = axis == 'T' ? size.T : axis == 'Z' ? size.Z : size.C;
            if (++index < length)
                return;
            index = 0;
        }

        t = size.T;
    }

    private static void RefuseOtherFile(TiffFile file, XElement root, XElement block)
    {
        var uuid = block.Elements().FirstOrDefault(e => e.Name.LocalName == "UUID");
        if (uuid is null || uuid.Value == (string?)root.Attribute("UUID"))
            return;
        var other = (string?)uuid.Attribute("FileName") ?? uuid.Value;
        if (other != file.Name)
            throw Refused(file, $"its OME-XML spreads the series over several files ({other}); put the volumes into one file, or one file a time point");
    }

    private static InvalidDataException Refused(TiffFile file, string reason) => new($"{file.Path}: {reason}");
}
