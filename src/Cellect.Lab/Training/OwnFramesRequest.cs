using Cellect.Data.Volumes;

namespace Cellect.Lab.Training;

/// <summary>What a user names to train on.</summary>
/// <param name="Source">Images.</param>
/// <param name="Points">Table, or CTC reference folder.</param>
/// <param name="Voxel">Voxel size where the files do not say it.</param>
/// <param name="ZScale">What the table counts a slice as.</param>
/// <param name="Radius">Radius of the cells, voxels of x; null: the table's, else estimated.</param>
/// <param name="Dense">Every cell of an annotated frame is annotated.</param>
/// <param name="Followed">The network reads a frame with the one that follows.</param>
/// <param name="Corrections"><paramref name="Points"/> is a recording, whose corrected tracks are the annotation.</param>
/// <param name="Population">Channel of the population of that recording; null where there is only one.</param>
internal sealed record OwnFramesRequest(
    string Source,
    string Points,
    VoxelSize? Voxel,
    double ZScale,
    double? Radius,
    bool Dense,
    bool Followed = false,
    bool Corrections = false,
    int? Population = null
);
