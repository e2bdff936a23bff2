using Cellect.Data.Hdf5;
using Cellect.Data.TiffFiles;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Sources;

/// <summary>One HDF5 file that holds one time point.</summary>
internal sealed class HdfVolume : IVolumeFile
{
    private readonly HdfImage _image;
    private readonly int _channel;

    /// <param name="path">The file.</param>
    /// <param name="channel">Channel from 0; null when there must be only one.</param>
    /// <exception cref="InvalidDataException">Damaged, or not one time point.</exception>
    public HdfVolume(string path, int? channel)
    {
        _image = HdfImage.Open(path);
        try
        {
            _channel = ChosenChannel.Of(path, _image.Channels, channel);
            if (_image.Times > 1)
                throw new InvalidDataException(
                    $"{path}: holds {_image.Times} time points; give the file itself as source, or a folder of one file a time point"
                );
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public VolumeShape Shape => _image.Shape;

    public VoxelType Type => _image.Layout.Type;

    public TiffCalibration Calibration => new(_image.VoxelMicrometres, null);

    public void Read(Span<byte> voxels) => _image.Read(0, _channel, voxels);

    public void Dispose() => _image.Dispose();
}
