using Cellect.Data.Volumes;

namespace Cellect.Stream.Sources.Following;

/// <summary>What a look at growing files found.</summary>
/// <param name="Kind">What is to be done.</param>
/// <param name="T">Time point, from 0, where one is ready or given up.</param>
/// <param name="Reason">Why it is given up.</param>
internal readonly record struct GrowthStep(GrowthKind Kind, int T = 0, string Reason = "")
{
    /// <summary>Nothing more is complete yet.</summary>
    public static readonly GrowthStep Wait = new(GrowthKind.Wait);

    /// <summary>The writer has closed its files.</summary>
    public static readonly GrowthStep Finished = new(GrowthKind.Finished);
}

/// <summary>Kinds of <see cref="GrowthStep"/>.</summary>
internal enum GrowthKind
{
    /// <summary>Nothing more is complete yet.</summary>
    Wait,

    /// <summary>A volume is complete, and can be read.</summary>
    Ready,

    /// <summary>A time point will not come any more.</summary>
    GivenUp,

    /// <summary>Nothing more will come.</summary>
    Finished,
}

/// <summary>What all volumes of a growing series have in common.</summary>
/// <param name="Shape">Voxels.</param>
/// <param name="Type">How a voxel is stored.</param>
/// <param name="VoxelMicrometres">Extent of a voxel, µm; null when the files do not say.</param>
internal sealed record GrowingShape(VolumeShape Shape, VoxelType Type, VoxelSize? VoxelMicrometres);
