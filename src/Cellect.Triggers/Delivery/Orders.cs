using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Conditions;
using Cellect.Triggers.Rules;

namespace Cellect.Triggers.Delivery;

/// <summary>Makes orders of firings.</summary>
internal static class Orders
{
    /// <summary>The order of one action of a rule that fires.</summary>
    /// <param name="evaluation">The firing.</param>
    /// <param name="index">Which of the rule's actions.</param>
    /// <param name="frame">The frame decided on.</param>
    /// <param name="decidedNs">When, UTC nanoseconds.</param>
    /// <param name="clockOffsetNs">Our clock minus the sender's; null: unknown.</param>
    /// <remarks>A replayed volume is as old as it was in the session, so that its deadline runs as it did then.</remarks>
    public static ActionOrder Of(Evaluation evaluation, int index, TrackedFrame frame, long decidedNs, long? clockOffsetNs)
    {
        var action = evaluation.Rule.Actions[index];
        var stamps = frame.Stamps;
        var exposedNs =
            frame.Header.Recorded is not null ? decidedNs - (long)(evaluation.Frame.AgeSeconds * 1e9)
            : stamps.ExposureEndNs > 0 && clockOffsetNs is { } offset ? stamps.ExposureEndNs + offset
            : stamps.ReceivedNs;
        var deadline = (exposedNs > 0 ? exposedNs : decidedNs) + (long)(evaluation.Rule.DeadlineSeconds * 1e9);
        return new ActionOrder(
            action,
            new ActionRequest
            {
                Key = FiredAction.KeyOf(evaluation.Key, index),
                Rule = evaluation.Rule.Name,
                Series = frame.Header.Series,
                TimePoint = frame.Header.T,
                Change = action.Change,
                Stamps = new DecisionStamps(stamps.ExposureEndNs, stamps.ReceivedNs, stamps.InferredNs, decidedNs, deadline),
                Cells = Cells(evaluation.Occurrence, frame),
            },
            frame.Header.Recorded is not null
        );
    }

    /// <summary>The event's place under the track that it is about, then its daughters where they are now.</summary>
    private static List<ActionCell> Cells(Occurrence occurrence, TrackedFrame frame)
    {
        var cells = new List<ActionCell>();
        if (occurrence.Place is not { } place)
            return cells;
        var voxel = frame.Header.VoxelMicrometres;
        cells.Add(Cell(occurrence.Track, place.Z / voxel.Z, place.Y / voxel.Y, place.X / voxel.X, frame));
        foreach (var cell in frame.Cells)
            if (occurrence.Daughters.Contains(cell.Track))
                cells.Add(Cell(cell.Track, cell.Z, cell.Y, cell.X, frame));
        return cells;
    }

    private static ActionCell Cell(int track, double z, double y, double x, TrackedFrame frame)
    {
        var (voxel, origin) = (frame.Header.VoxelMicrometres, frame.Header.OriginMicrometres ?? (0, 0, 0));
        return new ActionCell(
            track,
            new Point3(z, y, x),
            new Point3(origin.Z + (z * voxel.Z), origin.Y + (y * voxel.Y), origin.X + (x * voxel.X))
        );
    }
}
