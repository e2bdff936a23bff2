using Cellect.Data.TiffFiles;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Sources;

/// <summary>One multi-page TIFF with all time points (TZYX).</summary>
internal sealed class TiffStackSource : FileSource
{
    private readonly TiffFile _file;
    private readonly TiffFileSet _files;
    private readonly TiffAxes _axes;
    private readonly int _channel;

    /// <param name="path">The file.</param>
    /// <param name="voxel">Voxel size, µm; null takes what the file says.</param>
    /// <param name="slices">Pages of one time point; null takes what the file says.</param>
    /// <param name="channel">Channel from 0; null when the file has only one.</param>
    /// <param name="channels">Channels of the file; null takes what the file says.</param>
    /// <param name="order">Axes of the pages, fastest first; null takes what the file says.</param>
    /// <exception cref="InvalidDataException">Damaged, or its axes are not clear.</exception>
    public TiffStackSource(string path, VoxelSize? voxel, int? slices, int? channel, int? channels = null, string? order = null)
    {
        _file = new TiffFile(path);
        _files = new TiffFileSet(_file);
        try
        {
            _axes =
                slices is { } count ? Sliced(_file, count, channels, order)
                : order is null && channels is null ? TiffAxes.Described(_file) ?? Single(_file)
                : Reordered(_file, channels, order);
            _channel = ChosenChannel.Of(_file.Path, _axes.Channels, channel);
            var said = Calibration(_file, isToldAll: slices is not null && voxel is not null);
            VoxelMicrometres = voxel ?? said.VoxelMicrometres;
            Interval = said.Interval;
        }
        catch
        {
            _files.Dispose();
            throw;
        }
    }

    public override string Name => Path.GetFileNameWithoutExtension(_file.Path);

    public override VolumeShape Shape => new(_axes.Slices, _file.Plane.Y, _file.Plane.X);

    public override VoxelType Type => _file.Plane.Type;

    public override VoxelSize? VoxelMicrometres { get; }

    public override int Frames => _axes.Frames;

    public override TimeSpan? Interval { get; }

    public override string Description => $"{SourceDescription.Describe(this)}; {PagesThere} pages read as {_axes}";

    private int PagesThere => _axes.Files.Count > 1 ? _axes.PageOf.Count(page => page >= 0) : _file.Pages;

    public override void Dispose() => _files.Dispose();

    protected override void ReadFrame(int t, Span<byte> voxels) => TiffFrame.Read(_files, _axes, t, _channel, voxels);

    // Pages that fill no time point are the beginning of one that was stopped: it is passed over with a word.
    private static TiffAxes Sliced(TiffFile file, int slices, int? channels, string? order)
    {
        var described = ImageJHeader.Find(file);
        var several = channels ?? described?.Channels ?? 1;
        var pages = checked(slices * several);
        var from = $"slices={slices}{(several > 1 ? $" channels={several}" : "")}";
        return TiffAxes.InOrder(
            order ?? described?.Order ?? TiffAxes.UsualOrder,
            (file.Pages + pages - 1) / pages,
            slices,
            several,
            file.Pages,
            from
        );
    }

    // Whoever says everything is not asked to mend what the file says.
    private static TiffCalibration Calibration(TiffFile file, bool isToldAll)
    {
        try
        {
            return TiffCalibration.Of(file);
        }
        catch (InvalidDataException) when (isToldAll)
        {
            return default;
        }
    }

    private static TiffAxes Reordered(TiffFile file, int? channels, string? order)
    {
        var said = TiffAxes.Described(file) ?? Single(file);
        var several = channels ?? said.Channels;
        return TiffAxes.InOrder(
            order ?? TiffAxes.UsualOrder,
            said.Frames * said.Channels / several,
            said.Slices,
            several,
            file.Pages,
            $"{said.From}, channels={several} order={order ?? TiffAxes.UsualOrder}"
        );
    }

    private static TiffAxes Single(TiffFile file) =>
        file.Pages == 1
            ? Sliced(file, 1, null, null)
            : throw new InvalidDataException(
                $"{file.Path}: {file.Pages} pages, and neither ImageJ nor OME-XML says which are slices and which time "
                    + $"points; write {file.Name}?slices=N, N pages a time point"
            );
}
