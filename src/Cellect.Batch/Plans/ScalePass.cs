using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Model.Networks.Live;
using Cellect.Stream.Sources.Parts;

namespace Cellect.Batch.Plans;

/// <summary>
/// The first pass over a series: looks at the first volumes and at some between, as tracking would that sees no others, and notes the scale
/// and how large the cells are. How the work is cut afterwards changes nothing in it.
/// </summary>
/// <param name="parts">The source.</param>
/// <param name="detector">The network.</param>
/// <param name="shape">Of the volumes.</param>
/// <param name="type">Of the voxels.</param>
/// <param name="geometry">Voxel distances.</param>
internal sealed class ScalePass(VolumeParts parts, PartialDetector detector, VolumeShape shape, VoxelType type, VoxelGeometry geometry)
{
    // So many volumes decide in the beginning; from there on one in so many is looked at, and more where it asks for another scale.
    private const int First = 3,
        LeastBetween = 10,
        MostProbes = 100;

    private readonly NetworkScale _scale = detector.Scale();
    private readonly List<ScaleSpan> _spans = [];

    /// <summary>Looks, and gives what was seen.</summary>
    /// <param name="frames">Time points of the series.</param>
    /// <param name="progress">Told of each volume that was looked at.</param>
    /// <param name="cancel">Ends it.</param>
    public IReadOnlyList<ScaleSpan> Run(int frames, Action<int> progress, CancellationToken cancel)
    {
        var between = Math.Max(LeastBetween, frames / MostProbes);
        for (var t = 0; t < frames; t++)
        {
            cancel.ThrowIfCancellationRequested();
            if (t >= First && t % between != 0 && !_scale.Asks)
                continue;
            Look(t);
            progress(t);
        }

        return Began() is { } spans ? spans : [new ScaleSpan(0, 0, 0, 0, 0)];
    }

    /// <summary>What is settled on the first volumes holds for them as well.</summary>
    private List<ScaleSpan>? Began()
    {
        if (_spans.Count == 0)
            return null;
        var first = _spans.LastOrDefault(span => span.From < First) ?? _spans[0];
        return [first with { From = 0 }, .. _spans.Where(span => span.From > first.From)];
    }

    private void Look(int t)
    {
        if (Prepare(t) is not { } volume)
            return;
        using (volume)
        {
            var cells = _scale.Detect(volume, null).Cells;
            var sure = Array.FindAll(cells, cell => cell.Score >= detector.MinScore);
            _spans.Add(
                new ScaleSpan(
                    t,
                    _scale.Chosen.Lateral,
                    _scale.Chosen.Axial,
                    sure.Length,
                    sure.Length == 0 ? 0 : GlobalShift.MedianRadius(sure)
                )
            );
        }
    }

    /// <summary>The volume, or the window of a large one; null where it cannot be used.</summary>
    private PreparedVolume? Prepare(int t)
    {
        try
        {
            var survey = VolumeSurvey.Of(parts, t, shape, type);
            if (survey.Wrong is not null)
                return null;
            var box = shape.Voxels <= ProbeWindow.MostVoxels ? VolumeBox.All(shape) : ProbeWindow.Of(survey.Top, shape);
            var voxels = GC.AllocateUninitializedArray<byte>(checked((int)(box.Shape.Voxels * type.Bytes())));
            parts.Read(t, box, voxels);
            return PreparedVolume.From(voxels, box.Shape, type, geometry, survey.Normalization);
        }
        catch (Exception e) when (Damage.IsLasting(e))
        {
            return null;
        }
    }
}
