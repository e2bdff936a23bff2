using Cellect.Model.Detections;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Cellect.Model.Networks.Live;

/// <summary>The maximum projections of a volume that was read part by part and is nowhere as a whole.</summary>
internal sealed class ProjectedVolume : IProjected, IDisposable
{
    private readonly Tensor _top,
        _side;

    private ProjectedVolume(Tensor top, Tensor side, VoxelGeometry geometry, (int Z, int Y, int X) shape) =>
        (_top, _side, Geometry, SourceShape) = (top, side, geometry, shape);

    /// <inheritdoc/>
    public VoxelGeometry Geometry { get; }

    /// <inheritdoc/>
    public (int Z, int Y, int X) SourceShape { get; }

    /// <summary>From the highest voxels as they came.</summary>
    /// <param name="top">[y, x] the highest of all slices.</param>
    /// <param name="side">[z, x] the highest of all rows.</param>
    /// <param name="shape">Of the volume.</param>
    /// <param name="geometry">Voxel distances.</param>
    /// <param name="normalization">That of the whole volume.</param>
    public static ProjectedVolume From(
        float[] top,
        float[] side,
        (int Z, int Y, int X) shape,
        VoxelGeometry geometry,
        Normalization normalization
    ) => new(Normalised(top, shape.Y, shape.X, normalization), Normalised(side, shape.Z, shape.X, normalization), geometry, shape);

    /// <inheritdoc/>
    public Tensor Highest(int axis) => axis == 0 ? _top : _side;

    // Rounded as the volume itself is: what is highest is then the same.
    private static Tensor Normalised(float[] highest, int rows, int columns, Normalization normalization)
    {
        var values = (float[])highest.Clone();
        normalization.Apply(values);
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(Half)values[i];
        return tensor(values, [rows, columns]).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _top.Dispose();
        _side.Dispose();
    }
}
