using Cellect.Data.Volumes;

namespace Cellect.Stream.Sources.Following;

/// <summary>Volumes of files that are still being written, each as soon as it is complete; ends with the writer, or when it is
/// cancelled.</summary>
internal sealed class FollowedSource : IVolumeSource
{
    private readonly IGrowing _growing;
    private readonly FolderWatch _watch;
    private readonly GrowingShape _shape;
    private int _last = -1;
    private GrowthStep _step;

    /// <summary>Waits for the first volume.</summary>
    /// <param name="growing">The files; owned.</param>
    /// <param name="watch">Tells of changes; owned.</param>
    /// <param name="voxel">Voxel size, µm; null takes what the files say.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidDataException">The writer has ended without a volume.</exception>
    /// <exception cref="OperationCanceledException">Given up.</exception>
    public FollowedSource(IGrowing growing, FolderWatch watch, VoxelSize? voxel, CancellationToken cancel)
    {
        (_growing, _watch) = (growing, watch);
        try
        {
            while ((_step = growing.Look()).Kind != GrowthKind.Ready)
            {
                if (_step.Kind == GrowthKind.Finished)
                    throw new InvalidDataException($"{growing.Name}: closed by its writer without a whole volume");
                if (_step.Kind == GrowthKind.Wait)
                    watch.Wait(cancel);
            }

            _shape = growing.Shape!;
            VoxelMicrometres = voxel ?? _shape.VoxelMicrometres;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public event Action<SkippedFrame>? FrameSkipped;

    public string Name => _growing.Name;

    public VolumeShape Shape => _shape.Shape;

    public VoxelType Type => _shape.Type;

    public VoxelSize? VoxelMicrometres { get; }

    /// <summary>Time points so far.</summary>
    public int Frames => _last + 1;

    public TimeSpan? Interval => null;

    public string Description =>
        $"{Name}: volumes of ({Shape.Z},{Shape.Y},{Shape.X}) {Type}, axes z,y,x, "
        + $"{(VoxelMicrometres is { } voxel ? $"voxel {voxel} µm" : "voxel size unknown")}; followed as they are written";

    public IEnumerable<Volume> Read(string series, VolumePool pool, CancellationToken cancel)
    {
        for (; _step.Kind != GrowthKind.Finished; _step = _growing.Look())
        {
            cancel.ThrowIfCancellationRequested();
            if (_step.Kind == GrowthKind.Wait)
            {
                _watch.Wait(cancel);
                continue;
            }

            _last = Math.Max(_last, _step.T);
            if (_step.Kind == GrowthKind.GivenUp)
                FrameSkipped?.Invoke(new SkippedFrame(_step.T, _step.Reason));
            else if (TryRead(series, pool) is { } volume)
                yield return volume;
        }
    }

    public void Dispose()
    {
        _growing.Dispose();
        _watch.Dispose();
    }

    private Volume? TryRead(string series, VolumePool pool)
    {
        var volume = pool.Rent(
            new VolumeHeader
            {
                Series = series,
                T = _step.T,
                Seq = (ulong)_step.T,
                Shape = Shape,
                Type = Type,
                VoxelMicrometres = VoxelMicrometres ?? throw new InvalidOperationException(SourceDescription.NoVoxelSize(Name)),
            }
        );
        try
        {
            _growing.Read(volume.Bytes);
            return volume;
        }
        catch (Exception e)
        {
            volume.Dispose();
            if (e is not (InvalidDataException or IOException or UnauthorizedAccessException))
                throw;
            FrameSkipped?.Invoke(new SkippedFrame(_step.T, e.Message));
            return null;
        }
    }
}
