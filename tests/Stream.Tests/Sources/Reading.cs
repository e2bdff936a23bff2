using Cellect.Stream.Sources;
using Cellect.Testing;

namespace Cellect.Stream.Tests.Sources;

/// <summary>Reads a source to its end on a pool that finds leaks.</summary>
internal static class Reading
{
    public static (List<(int T, byte[] Voxels)> Frames, List<SkippedFrame> Skipped) ReadAll(this IVolumeSource source)
    {
        using var pool = new DiagnosticVolumePool();
        var frames = new List<(int, byte[])>();
        var skipped = new List<SkippedFrame>();
        source.FrameSkipped += skipped.Add;
        foreach (var volume in source.Read("series", pool, TestContext.Current.CancellationToken))
        {
            frames.Add((volume.Header.T, volume.Bytes.ToArray()));
            volume.Dispose();
        }

        return (frames, skipped);
    }
}
