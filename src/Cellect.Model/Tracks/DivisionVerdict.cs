namespace Cellect.Model.Tracks;

/// <summary>What has become of a division that was told one volume before.</summary>
/// <param name="Mother">Track of the mother.</param>
/// <param name="First">Track of the one daughter.</param>
/// <param name="Second">Track of the other.</param>
/// <param name="Z">Slice midway between the daughters when they were first seen, voxels.</param>
/// <param name="Y">Row, voxels.</param>
/// <param name="X">Column, voxels.</param>
/// <param name="StepsAgo">Time points since it was told.</param>
/// <param name="Probability">That it was a division, as the newest volume shows it, 0 to 1.</param>
/// <param name="Confirmed">It was one.</param>
/// <param name="Continues">Track in which the mother goes on if it was none.</param>
internal readonly record struct DivisionVerdict(
    int Mother,
    int First,
    int Second,
    float Z,
    float Y,
    float X,
    int StepsAgo,
    float Probability,
    bool Confirmed,
    int Continues
);
