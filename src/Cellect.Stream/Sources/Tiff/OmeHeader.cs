using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Cellect.Stream.Sources.Tiff;

/// <summary>Axes from OME-XML: sizes, dimension order, the pages that <c>TiffData</c> elements name, voxel size and time step.</summary>
internal static class OmeHeader
{
    /// <returns>Null when the file carries no OME-XML.</returns>
    /// <exception cref="InvalidDataException">The XML is damaged, describes several images or refers to other files.</exception>
    public static TiffAxes? Find(TiffFile file)
    {
        var text = file.Description.TrimStart('\uFEFF').TrimStart();
        if (!text.Contains("<OME", StringComparison.Ordinal) || !text.StartsWith('<'))
            return null;
        var root = Parse(file, text);
        var images = root.Descendants().Where(e => e.Name.LocalName == "Pixels").ToList();
        if (images.Count != 1)
            throw Refused(file, $"its OME-XML describes {images.Count} images; save the one to be tracked by itself");
        return Axes(file, root, images[0]);
    }

    private static XElement Parse(TiffFile file, string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return XElement.Load(reader);
        }
        catch (XmlException e)
        {
            throw new InvalidDataException($"{file.Path}: its OME-XML cannot be read: {e.Message}", e);
        }
    }

    private static TiffAxes Axes(TiffFile file, XElement root, XElement pixels)
    {
        var (frames, slices, channels) = (Size(file, pixels, "SizeT"), Size(file, pixels, "SizeZ"), Size(file, pixels, "SizeC"));
        return new TiffAxes
        {
            Frames = frames,
            Slices = slices,
            Channels = channels,
            From = $"OME-XML, {(string?)pixels.Attribute("DimensionOrder")}",
            PageOf = OmePages.Of(file, root, pixels, frames, slices, channels),
            VoxelMicrometres = TiffAxes.Voxel(Length(pixels, "Z"), Length(pixels, "Y"), Length(pixels, "X")),
            Interval = Interval(pixels),
        };
    }

    private static int Size(TiffFile file, XElement pixels, string name) =>
        Number(pixels, name) is >= 1 and <= int.MaxValue and var size ? (int)size : throw Refused(file, $"its OME-XML has no valid {name}");

    private static double? Length(XElement pixels, string axis) =>
        Number(pixels, $"PhysicalSize{axis}") * LengthUnits.Micrometres((string?)pixels.Attribute($"PhysicalSize{axis}Unit") ?? "um");

    private static TimeSpan? Interval(XElement pixels) =>
        Number(pixels, "TimeIncrement") * LengthUnits.Seconds((string?)pixels.Attribute("TimeIncrementUnit") ?? "s") is > 0 and < 1e9 and var seconds
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static double? Number(XElement element, string name) =>
        double.TryParse((string?)element.Attribute(name), CultureInfo.InvariantCulture, out var value) ? value : null;

    private static InvalidDataException Refused(TiffFile file, string reason) => new($"{file.Path}: {reason}");
}
