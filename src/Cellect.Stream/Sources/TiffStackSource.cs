using Cellect.Data.TiffFiles;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Sources;

/// <summary>One multi-page TIFF with all time points (TZYX).</summary>
internal sealed class TiffStackSource : TiffSource
{
    private readonly TiffFile _file;
    private readonly TiffAxes _axes;
    private readonly int _channel;

    /// <param name="path">The file.</param>
    /// <param name="voxel">Voxel size, µm; null takes what the file says.</param>
    /// <param name="slices">Pages of one time point; null takes what the file says.</param>
    /// <param name="channel">Channel from 0; null when the file has only one.</param>
    /// <exception cref="InvalidDataException">Damaged, or its axes are not clear.</exception>
    public TiffStackSource(string path, VoxelSize? voxel, int? slices, int? channel)
    {
        _file = new TiffFile(path);
        try
        {
            _axes = slices is { } count ? Sliced(_file, count) : TiffAxes.Described(_file) ?? Single(_file);
            _channel = TiffChannel.Choose(_file, _axes, channel);
            var said = TiffCalibration.Of(_file);
            VoxelMicrometres = voxel ?? said.VoxelMicrometres;
            Interval = said.Interval;
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public override string Name => Path.GetFileNameWithoutExtension(_file.Path);

    public override VolumeShape Shape => new(_axes.Slices, _file.Plane.Y, _file.Plane.X);

    public override VoxelType Type => _file.Plane.Type;

    public override VoxelSize? VoxelMicrometres { get; }

    public override int Frames => _axes.Frames;

    public override TimeSpan? Interval { get; }

    public override string Description => $"{SourceDescription.Describe(this)}; {_file.Pages} pages read as {_axes}";

    public override void Dispose() => _file.Dispose();

    protected override void ReadFrame(int t, Span<byte> voxels) => TiffChannel.Read(_file, _axes, t, _channel, voxels);

    private static TiffAxes Sliced(TiffFile file, int slices)
    {
        if (file.Pages % slices != 0 && file.BrokenOff is null)
            throw new InvalidDataException($"{file.Path}: {file.Pages} pages are not a multiple of slices={slices}");
        return TiffAxes.ChannelsFirst((file.Pages + slices - 1) / slices, slices, 1, $"slices={slices}");
    }

    private static TiffAxes Single(TiffFile file) =>
        file.Pages == 1
            ? Sliced(file, 1)
            : throw new InvalidDataException(
                $"{file.Path}: {file.Pages} pages, and neither ImageJ nor OME-XML says which are slices and which time "
                    + $"points; write {file.Name}?slices=N, N pages a time point"
            );
}
