using Cellect.Model.Detections;
using Tensor = TorchSharp.torch.Tensor;

namespace Cellect.Model.Networks.Live;

/// <summary>A volume of which the maximum projections are known: enough to see it move as a whole.</summary>
internal interface IProjected
{
    /// <summary>Voxel distances of the source.</summary>
    VoxelGeometry Geometry { get; }

    /// <summary>Slices, rows and columns of the source.</summary>
    (int Z, int Y, int X) SourceShape { get; }

    /// <summary>The highest normalised voxels along an axis: 0 gives [y, x], 1 gives [z, x]. Not the caller's to dispose.</summary>
    Tensor Highest(int axis);
}
