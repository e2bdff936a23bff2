namespace Cellect.Data.Exchange;

/// <summary>A cell as a file of another program has it.</summary>
/// <param name="T">Time point, from 0.</param>
/// <param name="Z">Voxels; the centre of voxel 0 is 0.0.</param>
/// <param name="Y">Voxels.</param>
/// <param name="X">Voxels.</param>
/// <param name="Track">What the file calls its track, from 1; 0: nothing that can be kept.</param>
internal readonly record struct ReadCell(int T, float Z, float Y, float X, int Track = 0)
{
    /// <summary>Voxels of x; 0: not told.</summary>
    public float Radius { get; init; }

    /// <summary>Probability that there is a cell.</summary>
    public float Score { get; init; } = 1;

    /// <summary>Probability that it is a daughter first seen here.</summary>
    public float Division { get; init; }

    /// <summary>Probability of the link to the cell before.</summary>
    public float Link { get; init; } = 1;
}
