using Cellect.Data.Hdf5;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Sources;

/// <summary>An image of Imaris or BigDataViewer: one of its channels, its finest level.</summary>
internal sealed class HdfSource : FileSource
{
    private readonly HdfImage _image;
    private readonly int _channel;

    /// <param name="path">The .ims, .h5 or .xml.</param>
    /// <param name="voxel">Voxel size, µm; null takes what the file says.</param>
    /// <param name="channel">Channel from 0; null when there is only one.</param>
    /// <exception cref="InvalidDataException">Damaged, or several channels and none chosen.</exception>
    public HdfSource(string path, VoxelSize? voxel, int? channel)
    {
        _image = HdfImage.Open(path);
        try
        {
            (Name, _channel) = (Path.GetFileNameWithoutExtension(path), ChosenChannel.Of(path, _image.Channels, channel));
        }
        catch
        {
            _image.Dispose();
            throw;
        }

        VoxelMicrometres = voxel ?? _image.VoxelMicrometres;
    }

    public override string Name { get; }

    public override VolumeShape Shape => _image.Shape;

    public override VoxelType Type => _image.Layout.Type;

    public override VoxelSize? VoxelMicrometres { get; }

    public override int Frames => _image.Times;

    public override TimeSpan? Interval => _image.Interval;

    public override string Description => $"{SourceDescription.Describe(this)}; {_image.Form}";

    public override void Dispose() => _image.Dispose();

    // A part is read as values first, then as bytes.
    public override long PieceBytes => 0;

    public override VolumeShape Piece => new(Math.Min(Shape.Z, 16), Math.Min(Shape.Y, 256), Math.Min(Shape.X, 256));

    public override void ReadPart(int t, VolumeBox box, Span<byte> voxels)
    {
        _image.Read(t, _channel, box, voxels);
        Account.Add(voxels.Length, voxels.Length);
    }

    protected override void ReadFrame(int t, Span<byte> voxels) => _image.Read(t, _channel, voxels);
}
