using Cellect.Data.Ledger;
using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Model.Networks.Live;
using Cellect.Stream.Sources.Parts;

namespace Cellect.Batch.Plans;

/// <summary>The first pass over volumes that no worker will see whole: every one is read once, block by block.</summary>
internal static class SurveyPass
{
    /// <summary>State in the ledger of a volume that shows nothing.</summary>
    public const string Blank = LedgerStates.DroppedPrefix + "blank";

    /// <summary>What is to be known of each time point.</summary>
    /// <param name="parts">The source.</param>
    /// <param name="frames">Time points.</param>
    /// <param name="shape">Of the volumes.</param>
    /// <param name="type">Of the voxels.</param>
    /// <param name="geometry">Voxel distances.</param>
    /// <param name="spanAt">What the scale pass saw.</param>
    /// <param name="progress">Told of each volume.</param>
    /// <param name="cancel">Ends it.</param>
    public static List<FrameFacts> Run(
        VolumeParts parts,
        int frames,
        VolumeShape shape,
        VoxelType type,
        VoxelGeometry geometry,
        Func<int, ScaleSpan> spanAt,
        Action<int> progress,
        CancellationToken cancel
    )
    {
        var facts = new List<FrameFacts>();
        VolumeSurvey? before = null;
        for (var t = 0; t < frames; t++)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                var now = VolumeSurvey.Of(parts, t, shape, type);
                if (now.Wrong is not null)
                    facts.Add(new FrameFacts(t, Blank, default, default, false));
                else
                {
                    facts.Add(
                        before is null
                            ? new FrameFacts(t, null, now.Normalization, default, false)
                            : new FrameFacts(t, null, now.Normalization, Shift(now, before, geometry, spanAt(t)), now.Repeats(before))
                    );
                    before = now;
                }
            }
            catch (Exception e) when (Damage.IsLasting(e))
            {
                facts.Add(new FrameFacts(t, LedgerStates.Malformed, default, default, false));
            }

            progress(t);
        }

        return facts;
    }

    private static (int Z, int Y, int X) Shift(VolumeSurvey now, VolumeSurvey before, VoxelGeometry geometry, ScaleSpan span)
    {
        if (span.Cells < GlobalShift.FewestCells)
            return default;
        using var projected = now.Projected(geometry);
        using var projectedBefore = before.Projected(geometry);
        return GlobalShift.Between(projected, projectedBefore, span.Radius);
    }
}
