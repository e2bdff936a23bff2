namespace Cellect.Data.Tracks;

/// <summary>One cell of one time point, linked: a row of <c>tracks.csv</c>.</summary>
/// <param name="Track">Track id, from 1. A division ends a track and begins two.</param>
/// <param name="Parent">Track id of the mother, or -1.</param>
/// <param name="Z">Slice of the centre, voxels of the source; the centre of voxel 0 is 0.0.</param>
/// <param name="Y">Row of the centre, voxels.</param>
/// <param name="X">Column of the centre, voxels.</param>
/// <param name="Radius">Radius in voxels of x.</param>
/// <param name="Score">Probability that there is a cell, 0 to 1.</param>
/// <param name="Division">Probability that this cell is a daughter first seen in this frame, 0 to 1.</param>
/// <param name="Link">Probability of the link to the frame before or, where a track begins, that the cell has no origin; 0 to 1.</param>
internal readonly record struct TrackedCell(
    int Track,
    int Parent,
    float Z,
    float Y,
    float X,
    float Radius,
    float Score,
    float Division,
    float Link = 1
);

/// <summary>A division, reported in the frame in which its daughters are first seen.</summary>
/// <param name="Mother">Track id that ended in the frame before.</param>
/// <param name="FirstDaughter">Track id of the one daughter.</param>
/// <param name="SecondDaughter">Track id of the other.</param>
/// <param name="Z">Slice midway between the daughters, voxels.</param>
/// <param name="Y">Row midway between the daughters, voxels.</param>
/// <param name="X">Column midway between the daughters, voxels.</param>
/// <param name="Probability">0 to 1.</param>
internal readonly record struct Division(int Mother, int FirstDaughter, int SecondDaughter, float Z, float Y, float X, float Probability)
{
    /// <summary>How far it has been borne out.</summary>
    public DivisionState State { get; init; }
}

/// <summary>A track that is not to be trusted, told in the frame in which it is known.</summary>
/// <param name="Track">Track id.</param>
/// <param name="Reason">It begins or ends inside the volume without a division.</param>
/// <param name="T">Time point of its first sight (appeared) or last sight (vanished).</param>
internal readonly record struct UnstableMark(int Track, UnstableReason Reason, int T);
