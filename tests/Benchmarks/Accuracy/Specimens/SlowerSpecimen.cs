using Cellect.Analysis.Graphs;
using Cellect.Data.Volumes;
using Cellect.Lab.Evaluation;

namespace Cellect.Benchmarks.Accuracy.Specimens;

/// <summary>Every n-th volume of another specimen, as consecutive ones: what a microscope sees that is n times slower, or of cells that are
/// n times as fast.</summary>
/// <param name="specimen">The specimen; owned.</param>
/// <param name="stride">n, at least 1.</param>
internal sealed class SlowerSpecimen(ISpecimen specimen, int stride) : ISpecimen
{
    public string Name => $"{specimen.Name}-by-{stride}";

    public int Frames => ((specimen.Frames - 1) / stride) + 1;

    public TrackGraph Truth => Strided.Of(specimen.Truth, stride, Frames);

    public TrackGraph? Everything => specimen.Everything is { } everything ? Strided.Of(everything, stride, Frames) : null;

    public PointMatchOptions Match
    {
        get
        {
            var match = specimen.Match;
            return new PointMatchOptions
            {
                ScaleZ = match.ScaleZ,
                ScaleY = match.ScaleY,
                ScaleX = match.ScaleX,
                MaxDistance = match.MaxDistance,
                Sparse = match.Sparse,
                FirstFrame = 0,
                LastFrame = Frames - 1,
            };
        }
    }

    public IEnumerable<Volume> Read(VolumePool pool)
    {
        foreach (var volume in specimen.Read(pool))
            if (volume.Header.T % stride == 0)
                yield return volume.WithHeader(volume.Header with { T = volume.Header.T / stride });
            else
                volume.Dispose();
    }

    public void Dispose() => specimen.Dispose();
}
