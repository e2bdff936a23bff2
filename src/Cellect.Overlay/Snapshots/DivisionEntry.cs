using System.Numerics;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Overlay.Snapshots;

/// <summary>A division in the list of events.</summary>
/// <param name="T">Time point at which the daughters were first seen.</param>
/// <param name="Mother">Track id that ended.</param>
/// <param name="FirstDaughter">Track id of the one daughter.</param>
/// <param name="SecondDaughter">Track id of the other.</param>
/// <param name="Place">Midway between the daughters (x, y, z), µm.</param>
/// <param name="Probability">0 to 1.</param>
internal readonly record struct DivisionEntry(int T, int Mother, int FirstDaughter, int SecondDaughter, Vector3 Place, float Probability)
{
    /// <summary>How far it has been borne out.</summary>
    public DivisionState State { get; init; }

    /// <summary>The entry of a division of the frame with this header.</summary>
    public static DivisionEntry Of(VolumeHeader header, in Division division) => Of(header.T, division, header.VoxelMicrometres);

    /// <summary>The entry of a division at a time point, of voxels of this size.</summary>
    public static DivisionEntry Of(int t, in Division division, VoxelSize voxel) =>
        new(
            t,
            division.Mother,
            division.FirstDaughter,
            division.SecondDaughter,
            SnapshotBuilder.ToMicrometres(division.Z, division.Y, division.X, voxel),
            division.Probability
        )
        {
            State = division.State,
        };
}
