using Cellect.Data.Volumes;
using Cellect.Stream.Sources;
using Cellect.Testing;

namespace Cellect.Stream.Tests.Replay;

/// <summary>Volumes with known content, some of which cannot be delivered.</summary>
internal sealed class MadeSource(int frames, VolumeShape shape) : IVolumeSource
{
    public event Action<SkippedFrame>? FrameSkipped;

    public string Name => "made";

    public VolumeShape Shape => shape;

    public VoxelType Type => VoxelType.UInt16;

    public VoxelSize? VoxelMicrometres => new VoxelSize(2, 0.5, 0.5);

    public int Frames => frames;

    public TimeSpan? Interval => null;

    public int[] Damaged { get; init; } = [];

    public byte[] Voxels(int t) => TestVolumes.Pixels(shape, Type, t);

    public IEnumerable<Volume> Read(string series, VolumePool pool, CancellationToken cancel)
    {
        for (var t = 0; t < frames; t++)
        {
            cancel.ThrowIfCancellationRequested();
            if (Damaged.Contains(t))
                FrameSkipped?.Invoke(new SkippedFrame(t, "damaged"));
            else
                yield return TestVolumes.Volume(pool, TestVolumes.Header(series, t, shape), t);
        }
    }

    public void Dispose() { }
}
