using Cellect.Model.Detections;

namespace Cellect.Lab.Training;

/// <summary>The radius of each annotated cell, read off the images around it.</summary>
internal static class CellRadii
{
    // A cell ends half way to its nearest neighbour, and shells somewhat beyond tell how dark it is between them.
    private const float NeighbourShare = 0.75f;

    // One cell's shells are noisy: its own estimate is drawn towards the frame's median by this much, and held within this factor of it.
    private const double MedianWeight = 0.3,
        MostRatio = 1.8;

    /// <summary>The points with radii in voxels of x, those with a radius of their own included.</summary>
    /// <param name="store">Has the frames of all points.</param>
    /// <param name="points">Annotated cells.</param>
    /// <param name="geometry">Voxel distances.</param>
    public static AnnotatedPoint[] Measure(FrameStore store, IReadOnlyList<AnnotatedPoint> points, VoxelGeometry geometry) =>
        [.. points.GroupBy(p => p.T).SelectMany(frame => OfFrame(store, [.. frame], geometry))];

    private static IEnumerable<AnnotatedPoint> OfFrame(FrameStore store, AnnotatedPoint[] cells, VoxelGeometry geometry)
    {
        var volume = store.Read(cells[0].T, 0, 0, 0, store.Shape.Depth, store.Shape.Height, store.Shape.Width);
        var own = new float[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            var shells = new (double Sum, long Count)[RadiusEstimate.Most + 1];
            RadiusEstimate.Collect(volume, store.Shape, geometry.Anisotropy, cells[i], shells);
            own[i] = RadiusEstimate.OfCell(shells, NeighbourShare * Nearest(cells, i, geometry.Anisotropy));
        }

        var median = own.Order().ElementAt(own.Length / 2);
        return cells.Select((c, i) => c with { Radius = (float)(median * Math.Pow(Ratio(own[i], median), 1 - MedianWeight)) });
    }

    private static double Ratio(float own, float median) => Math.Clamp(own / median, 1 / MostRatio, MostRatio);

    private static float Nearest(AnnotatedPoint[] cells, int cell, float anisotropy)
    {
        var nearest = float.PositiveInfinity;
        for (var i = 0; i < cells.Length; i++)
        {
            float dz = (cells[i].Z - cells[cell].Z) * anisotropy,
                dy = cells[i].Y - cells[cell].Y,
                dx = cells[i].X - cells[cell].X;
            if (i != cell)
                nearest = MathF.Min(nearest, MathF.Sqrt(dz * dz + dy * dy + dx * dx));
        }

        return nearest;
    }
}
