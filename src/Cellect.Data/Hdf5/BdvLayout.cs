using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Cellect.Data.TiffFiles;
using Cellect.Data.Volumes;
using PureHDF;

namespace Cellect.Data.Hdf5;

/// <summary>
/// BigDataViewer: <c>tTTTTT/sSS/0/cells</c>, signed 16-bit values that carry the bits of unsigned ones. Each view setup is a channel here.
/// The voxel size is in the XML of the same name.
/// </summary>
internal sealed partial class BdvLayout : IHdfLayout
{
    private readonly List<string> _times;
    private readonly List<string> _setups;

    /// <param name="file">The file.</param>
    /// <param name="xml">The XML beside it; null when there is none.</param>
    /// <exception cref="InvalidDataException">It holds no image.</exception>
    public BdvLayout(IH5Group file, XElement? xml)
    {
        _times = Numbered(file, Time());
        _setups = _times.Count == 0 ? [] : Numbered(file.Group(_times[0]), Setup());
        if (_setups.Count == 0)
            throw new InvalidDataException("no t00000/s00 in it");
        VoxelMicrometres = xml is null ? null : Voxel(xml);
    }

    public string Form => "BigDataViewer";

    public int Times => _times.Count;

    public int Channels => _setups.Count;

    public VolumeShape? Shape => null;

    public VoxelSize? VoxelMicrometres { get; }

    public TimeSpan? Interval => null;

    public bool SignedIsUnsigned => true;

    public string PathOf(int t, int c) => $"{_times[t]}/{_setups[c]}/0/cells";

    /// <summary>The HDF5 file that an XML names, beside it.</summary>
    /// <exception cref="InvalidDataException">It names none, or one elsewhere.</exception>
    public static string FileOf(string xmlPath)
    {
        var loader = Read(xmlPath).Descendants("ImageLoader").FirstOrDefault();
        var name = (string?)loader?.Element("hdf5");
        if ((string?)loader?.Attribute("format") != "bdv.hdf5" || string.IsNullOrWhiteSpace(name))
            throw new InvalidDataException($"{xmlPath}: no ImageLoader of format bdv.hdf5 in it; only BigDataViewer's HDF5 is read");
        return Path.GetFileName(name.Trim()) == name.Trim()
            ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(xmlPath))!, name.Trim())
            : throw new InvalidDataException($"{xmlPath}: its images are in {name.Trim()}; name that file, or move it beside the XML");
    }

    /// <summary>Reads an XML.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static XElement Read(string xmlPath)
    {
        try
        {
            using var reader = XmlReader.Create(xmlPath, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return XElement.Load(reader);
        }
        catch (XmlException e)
        {
            throw new InvalidDataException($"{xmlPath}: {e.Message}", e);
        }
    }

    private static List<string> Numbered(IH5Group group, Regex name) =>
        [.. group.Children().Select(child => child.Name).Where(child => name.IsMatch(child)).Order(StringComparer.Ordinal)];

    // <voxelSize><unit>µm</unit><size>x y z</size></voxelSize>
    private static VoxelSize? Voxel(XElement xml)
    {
        var told = xml.Descendants("voxelSize").FirstOrDefault();
        var sizes = ((string?)told?.Element("size") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (sizes.Length != 3 || LengthUnits.Micrometres((string?)told?.Element("unit") ?? "") is not { } micrometre)
            return null;
        var values = new double[3];
        for (var i = 0; i < 3; i++)
            if (!double.TryParse(sizes[i], CultureInfo.InvariantCulture, out values[i]))
                return null;
        var voxel = new VoxelSize(values[2] * micrometre, values[1] * micrometre, values[0] * micrometre);
        return voxel.IsValid ? voxel : null;
    }

    [GeneratedRegex("^t[0-9]{5,}$")]
    private static partial Regex Time();

    [GeneratedRegex("^s[0-9]{2,}$")]
    private static partial Regex Setup();
}
