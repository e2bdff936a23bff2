using System.Numerics;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Tests;

/// <summary>Snapshots for tests that need no image.</summary>
internal static class Snapshots
{
    /// <summary>200 x 100 x 40 µm in voxels of 1 x 1 x 2 µm.</summary>
    public static OverlaySnapshot Empty(int t = 0, params OverlayCell[] cells) =>
        new()
        {
            Series = "s",
            T = t,
            Shape = new(20, 100, 200),
            VoxelMicrometres = new(2, 1, 1),
            Channels = [],
            Cells = cells,
            Tails = [],
            Divisions = [],
            TracksSoFar = cells.Length,
            DivisionsSoFar = 0,
            ExposureEndNs = 0,
        };

    public static OverlayCell Cell(int track, float x, float y, float z, float radius = 5) =>
        new(track, new Vector3(x, y, z), radius) { Root = track };
}
