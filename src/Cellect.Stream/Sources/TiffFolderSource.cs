using Cellect.Data.TiffFiles;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Sources;

/// <summary>A folder with one 3D file (TIFF, Imaris, BigDataViewer) a time point, in the order of the numbers in the names
/// (<c>t000.tif</c>).</summary>
internal sealed class TiffFolderSource : FileSource
{
    private readonly string?[] _paths;
    private readonly int? _channel;

    /// <param name="folder">The folder; only .tif, .tiff, .ims and .h5 files in it are looked at.</param>
    /// <param name="voxel">Voxel size, µm; null takes what the files say.</param>
    /// <param name="channel">Channel from 0; null when the files have only one.</param>
    /// <exception cref="InvalidDataException">No readable file, unclear order, or files of different shape; the message names
    /// them.</exception>
    public TiffFolderSource(string folder, VoxelSize? voxel, int? channel)
    {
        Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        _paths = NumberedFiles.In(folder);
        _channel = channel;
        var (_, shape, type, said) = InspectAll(voxel is null);
        (Shape, Type) = (shape, type);
        VoxelMicrometres = voxel ?? said.VoxelMicrometres;
        Interval = said.Interval;
    }

    public override string Name { get; }

    public override VolumeShape Shape { get; }

    public override VoxelType Type { get; }

    public override VoxelSize? VoxelMicrometres { get; }

    public override int Frames => _paths.Length;

    public override TimeSpan? Interval { get; }

    // The first and the last name show which of their numbers was taken for the time.
    public override string Description =>
        $"{SourceDescription.Describe(this)}; {Path.GetFileName(_paths[0])} to {Path.GetFileName(_paths[^1])}";

    protected override void ReadFrame(int t, Span<byte> voxels)
    {
        var path = _paths[t] ?? throw new InvalidDataException($"no file for time point {t} in {Name}: its number is missing");
        using var volume = IVolumeFile.Open(path, _channel);
        if (volume.Shape != Shape || volume.Type != Type)
            throw new InvalidDataException($"{path}: is {volume.Shape} {volume.Type} now, was {Shape} {Type} when the folder was opened");
        volume.Read(voxels);
    }

    // Every file's pages are counted before the first is sent: a wrong file shows now, not in the middle of a run.
    private Inspected InspectAll(bool voxelIsTheirs)
    {
        Inspected? first = null;
        Exception? damage = null;
        foreach (var path in _paths)
        {
            if (path is null || Inspect(path, ref damage) is not { } file)
                continue;
            first ??= file;
            if (voxelIsTheirs && file.Calibration.VoxelMicrometres != first.Calibration.VoxelMicrometres)
                throw new InvalidDataException(
                    $"{file.Path}: voxel {file.Calibration.VoxelMicrometres?.ToString() ?? "not told"} µm, but "
                        + $"{Path.GetFileName(first.Path)} has "
                        + $"{first.Calibration.VoxelMicrometres?.ToString() ?? "none"}; all volumes of a series must "
                        + $"be alike: say the true one with --voxel"
                );
            if (file.Shape != first.Shape || file.Type != first.Type)
                throw new InvalidDataException(
                    $"{file.Path}: {file.Shape} {file.Type}, but {Path.GetFileName(first.Path)} is {first.Shape} "
                        + $"{first.Type}; all volumes of a series must be alike"
                );
        }

        return first ?? throw new InvalidDataException(damage!.Message, damage);
    }

    // A damaged file is passed over here; it is reported when its turn comes.
    private Inspected? Inspect(string path, ref Exception? damage)
    {
        try
        {
            using var volume = IVolumeFile.Open(path, _channel);
            return new Inspected(path, volume.Shape, volume.Type, volume.Calibration);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            damage ??= e;
            return null;
        }
    }

    private sealed record Inspected(string Path, VolumeShape Shape, VoxelType Type, TiffCalibration Calibration);
}
