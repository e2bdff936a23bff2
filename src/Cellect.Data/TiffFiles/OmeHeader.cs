using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Cellect.Data.TiffFiles;

/// <summary>What the OME-XML of a file says of its one image.</summary>
internal sealed class OmeHeader
{
    private readonly TiffFile _file;
    private readonly XElement _root;
    private readonly XElement _pixels;

    private OmeHeader(TiffFile file, XElement root, XElement pixels) => (_file, _root, _pixels) = (file, root, pixels);

    public string DimensionOrder => (string?)_pixels.Attribute("DimensionOrder") ?? "";

    /// <summary>Identity of this file among the files of a series; null when not said.</summary>
    public string? Uuid => (string?)_root.Attribute("UUID");

    /// <summary>The elements that say which pages hold which planes.</summary>
    public IEnumerable<XElement> TiffData => _pixels.Elements().Where(e => e.Name.LocalName == "TiffData");

    public TimeSpan? Interval =>
        Number("TimeIncrement") * LengthUnits.Seconds((string?)_pixels.Attribute("TimeIncrementUnit") ?? "s")
            is > 0
                and < 1e9
                and var seconds
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <returns>Null when the file carries no OME-XML.</returns>
    /// <exception cref="InvalidDataException">The XML is damaged or describes several images.</exception>
    public static OmeHeader? Find(TiffFile file)
    {
        var text = file.Description.TrimStart('\uFEFF', ' ', '\n', '\r', '\t');
        if (!text.StartsWith('<') || !text.Contains("<OME", StringComparison.Ordinal))
            return null;
        var root = Parse(file, text);
        var images = root.Descendants().Where(e => e.Name.LocalName == "Pixels").ToList();
        if (root.Elements().FirstOrDefault(e => e.Name.LocalName == "BinaryOnly") is { } pointer)
            throw new InvalidDataException(
                $"{file.Path}: its OME-XML is in {(string?)pointer.Attribute("MetadataFile")}, which Cellect does not read; write "
                    + $"{file.Name}?slices=N and --voxel"
            );
        return images.Count == 1
            ? new OmeHeader(file, root, images[0])
            : throw new InvalidDataException(
                $"{file.Path}: its OME-XML describes {images.Count} images; save the one to be tracked by itself"
            );
    }

    /// <summary>An extent such as <c>SizeZ</c>.</summary>
    /// <exception cref="InvalidDataException">Absent, or no count.</exception>
    public int Size(string name) =>
        Number(name) is >= 1 and <= int.MaxValue and var size
            ? (int)size
            : throw new InvalidDataException($"{_file.Path}: its OME-XML has no valid {name}");

    /// <summary>Extent of a voxel along an axis, µm; null when not said.</summary>
    public double? Length(string axis) =>
        Number($"PhysicalSize{axis}") * LengthUnits.Micrometres((string?)_pixels.Attribute($"PhysicalSize{axis}Unit") ?? "um");

    private static XElement Parse(TiffFile file, string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return XElement.Load(reader);
        }
        catch (XmlException e)
        {
            throw new InvalidDataException(
                $"{file.Path}: its OME-XML cannot be read: {e.Message}; write {file.Name}?slices=N and --voxel",
                e
            );
        }
    }

    private double? Number(string name) =>
        double.TryParse((string?)_pixels.Attribute(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
