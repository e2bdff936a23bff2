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

    public TrackGraph Truth => Later(specimen.Truth);

    public TrackGraph? Everything => specimen.Everything is { } everything ? Later(everything) : null;

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

    private TrackGraph Later(TrackGraph truth) =>
        TrackGraph.FromNodes(
            Enumerable
                .Range(0, truth.NodeCount)
                .Where(node => truth.Frame(node) >= first)
                .Select(node =>
                {
                    var (z, y, x) = truth.Position(node);
                    var parent = truth.Parent(node);
                    var begins = parent == TrackGraph.None || truth.Frame(parent) < first;
                    return new TrackNode(truth.Frame(node) - first, z, y, x, truth.Id(node), begins ? -1 : truth.Id(parent));
                })
        );
}
