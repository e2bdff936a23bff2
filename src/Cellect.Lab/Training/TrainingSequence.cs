using Cellect.Model.Detections;
using Cellect.Model.Networks;

namespace Cellect.Lab.Training;

/// <summary>A cell in a training frame.</summary>
/// <param name="Z">Slice of the centre, voxels.</param>
/// <param name="Y">Row, voxels.</param>
/// <param name="X">Column, voxels.</param>
/// <param name="Radius">Voxels of x.</param>
/// <param name="Parent">Index in the frame before of the same cell or its mother; -1: none.</param>
/// <param name="Daughter">True in the first frame after a division.</param>
public readonly record struct TrainingCell(float Z, float Y, float X, float Radius, int Parent, bool Daughter)
{
    /// <summary>How far it is to be believed, above 0 to 1.</summary>
    public float Weight { get; init; } = 1;
}

/// <summary>Consecutive annotated volumes of one specimen.</summary>
/// <param name="Depth">Slices.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Geometry">Voxel distances.</param>
/// <param name="Volumes">One array a time point, C order (z, y, x).</param>
/// <param name="Cells">One array a time point.</param>
public sealed record TrainingSequence(int Depth, int Height, int Width, VoxelGeometry Geometry, ushort[][] Volumes, TrainingCell[][] Cells)
{
    /// <summary>Time points.</summary>
    public int Frames => Volumes.Length;

    /// <summary>True when every cell is annotated; false when some are, and what lies between them is unknown (docs/training.md, "Sparse
    /// annotation").</summary>
    public bool Dense { get; init; } = true;

    /// <summary>Where there is no cell, one array a time point: somebody says so. Null: nothing is said.</summary>
    public TrainingCell[][]? Absent { get; init; }

    /// <summary>What a detection counts where nothing is annotated and it is not dark; null: nobody knows.</summary>
    public float? Elsewhere { get; init; }

    /// <summary>True when the links are annotated: a cell without a parent then has none.</summary>
    public bool LinksKnown { get; init; } = true;

    /// <summary>True when the radii are measured; false when they are one guess for all cells, good enough to paint targets with.</summary>
    public bool RadiiKnown { get; init; } = true;

    /// <summary>Normalisation of each volume where it is a part of a larger one; null: of the volume itself.</summary>
    internal Normalization[]? Normalizations { get; init; }

    /// <summary>Of each volume: outside annotated cells, local means up to this may be judged as background; infinite where all cells are
    /// annotated. Null: all are.</summary>
    internal float[]? DarkUpTo { get; init; }

    /// <summary>The same sequence mirrored along each axis or not, and turned in the plane or not.</summary>
    internal TrainingSequence Turned(Random random)
    {
        var (flipZ, flipY, flipX, turn) = (Coin(), Coin(), Coin(), Coin());
        return this with
        {
            Height = turn ? Width : Height,
            Width = turn ? Height : Width,
            Geometry = turn ? new VoxelGeometry(Geometry.Z, Geometry.X, Geometry.Y) : Geometry,
            Volumes = Array.ConvertAll(Volumes, Voxels),
            Cells = Array.ConvertAll(Cells, frame => Array.ConvertAll(frame, Place)),
            Absent = Absent is null ? null : Array.ConvertAll(Absent, frame => Array.ConvertAll(frame, Place)),
        };

        bool Coin() => random.Next(2) == 0;

        TrainingCell Place(TrainingCell cell)
        {
            float z = flipZ ? Depth - 1 - cell.Z : cell.Z,
                y = flipY ? Height - 1 - cell.Y : cell.Y,
                x = flipX ? Width - 1 - cell.X : cell.X;
            return cell with { Z = z, Y = turn ? x : y, X = turn ? y : x };
        }

        ushort[] Voxels(ushort[] volume)
        {
            var result = new ushort[volume.Length];
            for (int z = 0, i = 0; z < Depth; z++)
            for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++, i++)
            {
                int tz = flipZ ? Depth - 1 - z : z,
                    ty = flipY ? Height - 1 - y : y,
                    tx = flipX ? Width - 1 - x : x;
                result[turn ? (tz * Width + tx) * Height + ty : (tz * Height + ty) * Width + tx] = volume[i];
            }

            return result;
        }
    }
}
