using Cellect.Data.Volumes;

namespace Cellect.Data.TiffFiles;

/// <summary>Units as the description of a file says them.</summary>
/// <param name="VoxelMicrometres">Extent of a voxel, µm; null when one of the three lengths is not said.</param>
/// <param name="Interval">Time between time points; null when not said.</param>
internal readonly record struct TiffCalibration(VoxelSize? VoxelMicrometres, TimeSpan? Interval)
{
    /// <summary>From OME-XML or the lines of ImageJ. Resolution tags alone say nothing: most programs write 72 dots an inch.</summary>
    public static TiffCalibration Of(TiffFile file)
    {
        if (OmeHeader.Find(file) is { } ome)
            return new TiffCalibration(Voxel(ome.Length("Z"), ome.Length("Y"), ome.Length("X")), ome.Interval);
        if (ScanImageHeader.Find(file) is { } scan)
            return new TiffCalibration(null, scan.Interval);
        if (ImageJHeader.Find(file) is not { } header)
            return default;
        var (y, x) = file.PixelsPerUnit;
        return new TiffCalibration(
            Voxel(header.SpacingMicrometres, header.UnitMicrometres / y, header.UnitMicrometres / x),
            header.Interval
        );
    }

    private static VoxelSize? Voxel(double? z, double? y, double? x) =>
        z is { } dz && y is { } dy && x is { } dx && new VoxelSize(dz, Tidy(dy), Tidy(dx)) is { IsValid: true } size ? size : null;

    // Resolution tags are fractions: 1 / 2.463054 shall read 0.406.
    private static double Tidy(double value) => double.IsFinite(value) && value > 0 ? double.Parse(value.ToString("G6")) : value;
}
