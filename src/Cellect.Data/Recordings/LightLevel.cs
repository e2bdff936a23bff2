using System.Numerics.Tensors;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Data.Recordings;

/// <summary>From which light on a voxel belongs to one cell: a share of the way from the light around the cell up to its own.</summary>
/// <remarks>The light around is the median there, so that cells among others end at a higher level than those that lie alone.</remarks>
/// <param name="Least">Least light of the cell's voxels, in the units of the volume.</param>
/// <param name="IsLit">Whether the cell has light of its own: its middle is brighter than its rim. One whose membrane shines is dark
/// inside.</param>
internal readonly record struct LightLevel(float Least, bool IsLit)
{
    /// <summary>How far around a cell the light is looked at, in radii.</summary>
    public const double Reach = 2.2;

    // The middle of a cell, its rim, and what lies around it, in radii.
    private const double Middle = 0.5,
        RimFrom = 0.8,
        RimTo = 1.3,
        AroundFrom = 1.2;

    private const int Bins = 1024;

    /// <summary>Measures a cell's level.</summary>
    /// <param name="crop">The light around the cell.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="micrometres">Extent of a voxel.</param>
    /// <param name="share">0 to 1.</param>
    public static LightLevel Of(MaskCrop crop, in TrackedCell cell, VoxelSize micrometres, double share)
    {
        Span<int> middle = stackalloc int[Bins],
            rim = stackalloc int[Bins],
            around = stackalloc int[Bins];
        middle.Clear();
        rim.Clear();
        around.Clear();
        var light = crop.Light;
        float darkest = TensorPrimitives.Min(light),
            range = TensorPrimitives.Max(light) - darkest,
            toBin = (Bins - 1) / range;
        if (!(range > 0) || !float.IsFinite(toBin))
            return default;
        Span<float> squares = stackalloc float[crop.X.Samples];
        var radius = cell.Radius * micrometres.X;
        for (var i = 0; i < squares.Length; i++)
            squares[i] = Square((crop.X.At(i) - cell.X) * micrometres.X / radius);
        var at = 0;
        for (var k = 0; k < crop.Z.Samples; k++)
        for (var j = 0; j < crop.Y.Samples; j++)
        {
            var line = Square((crop.Z.At(k) - cell.Z) * micrometres.Z / radius) + Square((crop.Y.At(j) - cell.Y) * micrometres.Y / radius);
            if (line > Square(Reach))
            {
                at += squares.Length;
                continue;
            }

            for (var i = 0; i < squares.Length; i++)
            {
                var (distance, bin) = (line + squares[i], (int)((light[at++] - darkest) * toBin));
                if (distance <= Square(Middle))
                    middle[bin]++;
                else if (distance >= Square(RimFrom) && distance <= Square(RimTo))
                    rim[bin]++;
                if (distance >= Square(AroundFrom) && distance <= Square(Reach))
                    around[bin]++;
            }
        }

        if (
            MaskLevel.Quantile(middle, 0.5) is not { } own
            || MaskLevel.Quantile(rim, 0.5) is not { } edge
            || MaskLevel.Quantile(around, 0.5) is not { } surroundings
        )
            return default;
        return new LightLevel(
            (float)(darkest + (surroundings + share * (own - surroundings) + 0.5) / toBin),
            own > edge && own > surroundings
        );
    }

    private static float Square(double value) => (float)(value * value);
}
