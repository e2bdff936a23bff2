using Cellect.Data.Hdf5;
using Cellect.Data.TiffFiles;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Sources;

/// <summary>One file that holds one time point.</summary>
internal interface IVolumeFile : IDisposable
{
    /// <summary>Voxels.</summary>
    VolumeShape Shape { get; }

    /// <summary>How a voxel is stored.</summary>
    VoxelType Type { get; }

    /// <summary>Units as the file says them.</summary>
    TiffCalibration Calibration { get; }

    /// <summary>Reads it, C order (z, y, x).</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    void Read(Span<byte> voxels);

    /// <summary>Opens a file by the kind that its name says.</summary>
    /// <param name="path">The file.</param>
    /// <param name="channel">Channel from 0; null when there must be only one.</param>
    /// <exception cref="InvalidDataException">Damaged, or not one time point.</exception>
    static IVolumeFile Open(string path, int? channel) =>
        HdfImage.IsOne(path) ? new HdfVolume(path, channel) : new TiffVolume(path, channel);
}
