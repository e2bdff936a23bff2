using System.Numerics;
using Cellect.Live.Pipeline;
using Cellect.Stream.Volumes;

namespace Cellect.Live.Overlay.Snapshots;

/// <summary>Makes snapshots of drafts, on the thread that draws. Keeps scratch memory only: a snapshot depends on its draft alone.</summary>
internal sealed class SnapshotBuilder(OverlayOptions options)
{
    private readonly TrackHistory _history = new(options);

    /// <summary>Projects the volume and follows the tracks back through the draft's frames.</summary>
    public OverlaySnapshot Build(SnapshotDraft draft)
    {
        var frame = draft.Frame;
        _history.Follow(draft.Recent);
        return new OverlaySnapshot
        {
            T = frame.Header.T,
            Shape = frame.Header.Shape,
            VoxelMicrometres = frame.Header.VoxelMicrometres,
            Projections = MaximumProjection.Of(draft.Volume, options),
            Cells = Cells(frame),
            Tails = _history.Tails(),
            Divisions = _history.Divisions(),
            TracksSoFar = draft.Tracks,
            DivisionsSoFar = draft.Divisions,
            ExposureEndNs = frame.Stamps.ExposureEndNs,
        };
    }

    private static OverlayCell[] Cells(TrackedFrame frame)
    {
        var cells = new OverlayCell[frame.Cells.Count];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = ToMicrometres(frame.Cells[i], frame.Header.VoxelMicrometres);
        return cells;
    }

    /// <summary>A cell in µm from the corner of the volume: the centre of voxel 0 lies half a voxel inside.</summary>
    internal static OverlayCell ToMicrometres(in TrackedCell cell, VoxelSize voxel) =>
        new(cell.Track, ToMicrometres(cell.Z, cell.Y, cell.X, voxel), (float)(cell.Radius * voxel.X));

    /// <summary>A position in voxels as (x, y, z) in µm from the corner of the volume.</summary>
    internal static Vector3 ToMicrometres(float z, float y, float x, VoxelSize voxel) =>
        new((float)((x + 0.5) * voxel.X), (float)((y + 0.5) * voxel.Y), (float)((z + 0.5) * voxel.Z));
}
