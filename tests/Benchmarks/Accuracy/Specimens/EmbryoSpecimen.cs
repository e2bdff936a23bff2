using System.Globalization;
using Cellect.Analysis.Graphs;
using Cellect.Data.Volumes;
using Cellect.Lab.Evaluation;
using Cellect.Stream;
using Cellect.Stream.Sources;

namespace Cellect.Benchmarks.Accuracy.Specimens;

/// <summary>A stretch of the real C. elegans embryo with its complete truth, as a series of its own, or every n-th frame of it.</summary>
internal sealed class EmbryoSpecimen : ISpecimen
{
    private const int LastFrame = 119;
    private const double SliceOverColumn = 4.54;

    private readonly IVolumeSource _source;
    private readonly int _first,
        _stride;

    // What shines and is no cell of the truth: detections in it are no errors.
    private readonly IReadOnlyList<IgnoredPlace> _bodies;

    /// <param name="data">Folder of the data sets.</param>
    /// <param name="first">Frame of the recording with which the series begins.</param>
    /// <param name="stride">1, or the distance between the frames that are taken.</param>
    /// <param name="frames">Most frames; null: to the end.</param>
    public EmbryoSpecimen(string data, int first, int stride, int? frames)
    {
        (_first, _stride) = (first, stride);
        var folder = Path.Combine(data, "ce_embryo");
        Frames = Math.Min(((LastFrame - first) / stride) + 1, frames ?? int.MaxValue);
        _source = VolumeSources.Open(Path.Combine(folder, "images"), new VoxelSize(1, 0.22, 0.22));
        Truth = Strided.Of(PointTable.ReadNodes(Path.Combine(folder, "nodes.csv")).From(first), stride, Frames);
        _bodies =
        [
            .. IgnoredTable
                .Read(Path.Combine(folder, "not_in_truth.csv"))
                .Where(body => body.T >= first && (body.T - first) % stride == 0)
                .Select(body => body with { T = (body.T - first) / stride }),
        ];
    }

    public string Name => string.Create(CultureInfo.InvariantCulture, $"ce-embryo-{_first}-by-{_stride}");

    public int Frames { get; }

    public TrackGraph Truth { get; }

    public TrackGraph Everything => Truth;

    public PointMatchOptions Match =>
        new()
        {
            ScaleZ = SliceOverColumn,
            ScaleY = 1,
            ScaleX = 1,
            MaxDistance = 12,
            FirstFrame = 0,
            LastFrame = Frames - 1,
            Ignored = _bodies,
        };

    public IEnumerable<Volume> Read(VolumePool pool)
    {
        foreach (var volume in _source.Read(Name, pool, CancellationToken.None))
        {
            var t = volume.Header.T - _first;
            if (t < 0 || t % _stride != 0)
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
