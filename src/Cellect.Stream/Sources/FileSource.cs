using Cellect.Data.Volumes;

namespace Cellect.Stream.Sources;

/// <summary>What all sources on disk share: volumes in order, and a damaged one passed over and reported.</summary>
internal abstract class FileSource : IVolumeSource
{
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
