using Cellect.Data.TiffFiles;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Sources;

/// <summary>One file that holds one time point: all pages of the chosen channel are its slices.</summary>
internal sealed class TiffVolume : IVolumeFile
{
    private readonly TiffFile _file;
    private readonly TiffFileSet _files;
    private readonly TiffAxes _axes;
    private readonly int _channel;

    /// <param name="path">The file.</param>
    /// <param name="channel">Channel from 0; null when there must be only one.</param>
    /// <exception cref="InvalidDataException">Damaged, or not one time point.</exception>
    public TiffVolume(string path, int? channel)
    {
        _file = new TiffFile(path);
        _files = new TiffFileSet(_file);
        try
        {
            _axes = AxesOf(_file);
            _channel = ChosenChannel.Of(_file.Path, _axes.Channels, channel);
        }
        catch
        {
            _files.Dispose();
            throw;
        }
    }

    public VolumeShape Shape => new(_axes.Slices, _file.Plane.Y, _file.Plane.X);

    public VoxelType Type => _file.Plane.Type;

    public TiffCalibration Calibration => TiffCalibration.Of(_file);

    public void Read(Span<byte> voxels) => TiffFrame.Read(_files, _axes, 0, _channel, voxels);

    public void Dispose() => _files.Dispose();

    private static TiffAxes AxesOf(TiffFile file)
    {
        if (file.BrokenOff is { } reason)
            throw new InvalidDataException($"{file.Path}: damaged after {file.Pages} pages: {reason}");
        var axes = TiffAxes.Described(file) ?? TiffAxes.ChannelsFirst(1, file.Pages, 1, "pages");
        if (axes.Frames > 1 && axes.Slices > 1)
            throw new InvalidDataException(
                $"{file.Path}: holds {axes.Frames} time points; give the file itself as source, or a folder of one file a time point"
            );
        // Slices saved as time points: the commonest slip when a stack is saved from ImageJ.
        return axes.Frames == 1 ? axes : TiffAxes.ChannelsFirst(1, axes.Frames, axes.Channels, axes.From);
    }
}
