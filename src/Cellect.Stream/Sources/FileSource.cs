using Cellect.Data.Volumes;

namespace Cellect.Stream.Sources;

/// <summary>What all sources on disk share: volumes in order, and a damaged one passed over and reported.</summary>
internal abstract class FileSource : IVolumeSource, IPartialFile
{
    // Several parts of one time point are asked for one after the other.
    private byte[] _whole = [];
    private int _wholeT = -1;

    public event Action<SkippedFrame>? FrameSkipped;

    public abstract string Name { get; }

    public abstract VolumeShape Shape { get; }

    public abstract VoxelType Type { get; }

    public abstract VoxelSize? VoxelMicrometres { get; }

    public abstract int Frames { get; }

    public abstract TimeSpan? Interval { get; }

    public abstract string Description { get; }

    public IEnumerable<Volume> Read(string series, VolumePool pool, CancellationToken cancel)
    {
        var header = new VolumeHeader
        {
            Series = series,
            T = 0,
            Shape = Shape,
            Type = Type,
            VoxelMicrometres = VoxelMicrometres ?? throw new InvalidOperationException(SourceDescription.NoVoxelSize(Name)),
        };
        return Volumes(header, pool, cancel);
    }

    public virtual void Dispose() { }

    public ReadAccount Account { get; } = new();

    public virtual long PieceBytes => Shape.Voxels * Type.Bytes();

    public virtual VolumeShape Piece => Shape;

    public virtual void ReadPart(int t, VolumeBox box, Span<byte> voxels)
    {
        if (_wholeT != t)
        {
            if (_whole.LongLength != PieceBytes)
                _whole = GC.AllocateUninitializedArray<byte>(checked((int)PieceBytes));
            _wholeT = -1;
            ReadFrame(t, _whole);
            _wholeT = t;
            Account.Add(_whole.LongLength, _whole.LongLength);
        }

        VolumeBox.Copy(box, _whole, VolumeBox.All(Shape), voxels, box, Type.Bytes());
    }

    /// <summary>Reads time point <paramref name="t"/>, C order (z, y, x).</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    protected abstract void ReadFrame(int t, Span<byte> voxels);

    private IEnumerable<Volume> Volumes(VolumeHeader header, VolumePool pool, CancellationToken cancel)
    {
        for (var t = 0; t < Frames; t++)
        {
            cancel.ThrowIfCancellationRequested();
            if (TryRead(header with { T = t, Seq = (ulong)t }, pool) is { } volume)
                yield return volume;
        }
    }

    private Volume? TryRead(VolumeHeader header, VolumePool pool)
    {
        var volume = pool.Rent(header);
        try
        {
            ReadFrame(header.T, volume.Bytes);
            return volume;
        }
        catch (Exception e)
        {
            volume.Dispose();
            if (e is not (InvalidDataException or IOException or UnauthorizedAccessException))
                throw;
            FrameSkipped?.Invoke(new SkippedFrame(header.T, e.Message));
            return null;
        }
    }
}
