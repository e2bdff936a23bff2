using Cellect.Analysis.Graphs;
using Cellect.Data.Volumes;
using Cellect.Lab.Evaluation;

namespace Cellect.Benchmarks.Accuracy.Specimens;

/// <summary>Another specimen as who came later would see it.</summary>
/// <param name="specimen">The specimen; owned. Its matching names no frames.</param>
/// <param name="first">Its frame with which this one begins.</param>
internal sealed class LaterSpecimen(ISpecimen specimen, int first) : ISpecimen
{
    public string Name => $"{specimen.Name}-from-{first}";

    public int Frames => specimen.Frames - first;

    public TrackGraph Truth => specimen.Truth.From(first);

    public TrackGraph? Everything => specimen.Everything is { } everything ? everything.From(first) : null;

    public PointMatchOptions Match => specimen.Match;

    public IEnumerable<Volume> Read(VolumePool pool)
    {
        foreach (var volume in specimen.Read(pool))
            if (volume.Header.T < first)
                volume.Dispose();
            else
                yield return volume.WithHeader(volume.Header with { T = volume.Header.T - first });
    }

    public void Dispose() => specimen.Dispose();
}
