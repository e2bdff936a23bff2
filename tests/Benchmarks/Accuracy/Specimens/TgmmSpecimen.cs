using Cellect.Analysis.Graphs;
using Cellect.Data.Volumes;
using Cellect.Lab.Evaluation;
using Cellect.Stream;
using Cellect.Stream.Sources;

namespace Cellect.Benchmarks.Accuracy.Specimens;

/// <summary>
/// The TGMM images, frames 0 to 15 (or more, without truth), or every n-th of them as a slower microscope would take them: consecutive
/// volumes, so the tracker is told a time step of one.
/// </summary>
internal sealed class TgmmSpecimen : ISpecimen
{
    private const int LastTruth = 15;
    private readonly IVolumeSource _source;
    private readonly int _stride;

    /// <param name="data">Folder of the data sets.</param>
    /// <param name="stride">1, or the distance between the frames that are taken.</param>
    /// <param name="frames">Most frames; null: all.</param>
    /// <param name="last">Last frame; beyond 15 there is no truth.</param>
    public TgmmSpecimen(string data, int stride, int? frames, int last = LastTruth)
    {
        var folder = Path.Combine(data, "tgmm_drosophila");
        _stride = stride;
        Frames = Math.Min((last / stride) + 1, frames ?? int.MaxValue);
        _source = VolumeSources.Open(Path.Combine(folder, "images"), new VoxelSize(2.03, 0.406, 0.406));
        Truth = Strided.Of(PointTable.ReadNodes(Path.Combine(folder, "tracks_silver_t00-15.csv")), stride, Frames);
    }

    public string Name => _stride == 1 ? "tgmm" : $"tgmm-{_stride}";

    public int Frames { get; }

    public TrackGraph Truth { get; }

    public TrackGraph? Everything => null;

    public PointMatchOptions Match =>
        new()
        {
            ScaleZ = 5,
            ScaleY = 1,
            ScaleX = 1,
            MaxDistance = 8,
            Sparse = true,
            FirstFrame = 0,
            LastFrame = Frames - 1,
        };

    public IEnumerable<Volume> Read(VolumePool pool)
    {
        foreach (var volume in _source.Read(Name, pool, CancellationToken.None))
        {
            var t = volume.Header.T;
            if (t % _stride != 0)
            {
                volume.Dispose();
                continue;
            }

            if (t / _stride >= Frames)
            {
                volume.Dispose();
                yield break;
            }

            yield return volume.WithHeader(volume.Header with { T = t / _stride });
        }
    }

    public void Dispose() => _source.Dispose();
}
