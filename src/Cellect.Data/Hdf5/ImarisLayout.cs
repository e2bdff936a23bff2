using System.Globalization;
using Cellect.Data.TiffFiles;
using Cellect.Data.Volumes;
using PureHDF;

namespace Cellect.Data.Hdf5;

/// <summary>Imaris 5 (.ims): <c>DataSet/ResolutionLevel 0/TimePoint T/Channel C/Data</c>, padded to whole chunks. Attributes are arrays of
/// one-letter texts.</summary>
/// <remarks>Imaris5FileFormat.pdf of imaris/ImarisWriter.</remarks>
internal sealed class ImarisLayout : IHdfLayout
{
    private const string Level = "DataSet/ResolutionLevel 0";

    /// <param name="file">The file.</param>
    /// <exception cref="InvalidDataException">It holds no image.</exception>
    public ImarisLayout(IH5Group file)
    {
        var level = file.Group(Level);
        Times = HdfNames.Count(level, "TimePoint ");
        Channels = Times == 0 ? 0 : HdfNames.Count(level.Group("TimePoint 0"), "Channel ");
        if (Channels == 0)
            throw new InvalidDataException($"no TimePoint 0/Channel 0 in {Level}");
        var channel = file.Group($"{Level}/TimePoint 0/Channel 0");
        var sizes = Three(channel, "ImageSizeZ", "ImageSizeY", "ImageSizeX")
            ?? throw new InvalidDataException("no ImageSizeX, Y, Z in Channel 0");
        Shape = new VolumeShape((int)sizes[0], (int)sizes[1], (int)sizes[2]);
        if (file.LinkExists("DataSetInfo/Image"))
            VoxelMicrometres = Voxel(file.Group("DataSetInfo/Image"), sizes);
        if (Times > 1 && file.LinkExists("DataSetInfo/TimeInfo"))
            Interval = IntervalOf(file.Group("DataSetInfo/TimeInfo"), Times);
    }

    public string Form => "Imaris";

    public int Times { get; }

    public int Channels { get; }

    public VolumeShape? Shape { get; }

    public VoxelSize? VoxelMicrometres { get; }

    public TimeSpan? Interval { get; }

    public bool SignedIsUnsigned => false;

    public string PathOf(int t, int c) => $"{Level}/TimePoint {t}/Channel {c}/Data";

    // Corners of the outer voxels, so the whole extent.
    private static VoxelSize? Voxel(IH5Group image, double[] sizes)
    {
        var from = Three(image, "ExtMin2", "ExtMin1", "ExtMin0");
        var to = Three(image, "ExtMax2", "ExtMax1", "ExtMax0");
        if (from is null || to is null || LengthUnits.Micrometres(Text(image, "Unit") ?? "um") is not { } micrometre)
            return null;
        double Along(int axis) => Math.Round(Math.Abs(to[axis] - from[axis]) / sizes[axis] * micrometre, 9);
        return new VoxelSize(Along(0), Along(1), Along(2)) is { IsValid: true } voxel ? voxel : null;
    }

    private static TimeSpan? IntervalOf(IH5Group info, int times) =>
        Date(info, "TimePoint1") is { } first && Date(info, $"TimePoint{times}") is { } last && last > first
            ? (last - first) / (times - 1)
            : null;

    private static DateTime? Date(IH5Group group, string name) =>
        DateTime.TryParse(Text(group, name), CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static double[]? Three(IH5Group group, params string[] names)
    {
        var values = new double[names.Length];
        for (var i = 0; i < names.Length; i++)
            if (!double.TryParse(Text(group, names[i]), CultureInfo.InvariantCulture, out values[i]) || !double.IsFinite(values[i]))
                return null;
        return values;
    }

    private static string? Text(IH5Group group, string name) =>
        group.AttributeExists(name) ? string.Concat(group.Attribute(name).Read<string[]>()).TrimEnd('\0', ' ') : null;
}
