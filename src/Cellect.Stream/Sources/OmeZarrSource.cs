using Cellect.Data.Volumes;
using Cellect.Data.Zarr;

namespace Cellect.Stream.Sources;

/// <summary>An image of OME-Zarr 0.4 or 0.5: one of its channels, its finest level.</summary>
internal sealed class OmeZarrSource : FileSource
{
    private readonly OmeZarrImage _image;
    private readonly int _channel;

    // Looking for a chunk takes long where few are on the disk.
    private int _held = -1;

    /// <param name="folder">The image.</param>
    /// <param name="voxel">Voxel size, µm; null takes what the image says.</param>
    /// <param name="channel">Channel from 0; null when there is only one.</param>
    /// <exception cref="InvalidDataException">Of a kind that is not read, or several channels and none chosen.</exception>
    public OmeZarrSource(string folder, VoxelSize? voxel, int? channel)
    {
        _image = OmeZarrImage.Open(folder);
        Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        _channel = ChosenChannel.Of(folder, _image.Channels, channel);
        VoxelMicrometres = voxel ?? _image.VoxelMicrometres;
    }

    public override string Name { get; }

    public override VolumeShape Shape => _image.Shape;

    public override VoxelType Type => _image.Layout.Type;

    public override VoxelSize? VoxelMicrometres { get; }

    public override int Frames => _image.Times;

    public override TimeSpan? Interval => _image.Interval;

    public override string Description => SourceDescription.Describe(this) + "; OME-Zarr";

    public override long PieceBytes => _image.ChunkBytes;

    public override VolumeShape Piece => _image.Chunk;

    public override void ReadPart(int t, VolumeBox box, Span<byte> voxels)
    {
        if (_held != t && !_image.Holds(t, _channel))
            throw new InvalidDataException($"{Name}: no chunk for time point {t}, channel {_channel}");
        _held = t;
        _image.Read(t, _channel, box, voxels, Account);
    }

    protected override void ReadFrame(int t, Span<byte> voxels)
    {
        if (!_image.Holds(t, _channel))
            throw new InvalidDataException($"{Name}: no chunk for time point {t}, channel {_channel}");
        _image.Read(t, _channel, voxels);
    }
}
