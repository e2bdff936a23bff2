using Cellect.Analysis.Interactions;
using Cellect.Data.Regions;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Stream.Sources;

namespace Cellect.Benchmarks.Biology;

/// <summary>Tracked and true cells as spheres, µm, and which is which.</summary>
internal static class Bodies
{
    public static Body[] Of(TrackedFrame frame) => [.. frame.Cells.Select(cell => Of(cell, frame.Header.VoxelMicrometres))];

    public static Body Of(TrackedCell cell, VoxelSize voxel) =>
        new(cell.Track, Place(cell.Z, cell.Y, cell.X, voxel), cell.Radius * voxel.X);

    public static Body Of(TruthNode node, int cell, VoxelSize voxel) =>
        new(cell, Place(node.Z, node.Y, node.X, voxel), node.RadiusVoxels * voxel.X);

    public static Position Place(double z, double y, double x, VoxelSize voxel) => new(z * voxel.Z, y * voxel.Y, x * voxel.X);

    /// <summary>Which tracked cell each true one is: mutually nearest, and closer than the true one's radius (at least 1.5 µm). By true
    /// cell, the track.</summary>
    public static Dictionary<int, int> Match(IReadOnlyList<Body> truth, IReadOnlyList<Body> found)
    {
        var matched = new Dictionary<int, int>();
        foreach (var cell in truth)
            if (
                Nearest(cell, found) is { } track
                && Nearest(track, truth) is { } back
                && back.Track == cell.Track
                && cell.Place.DistanceTo(track.Place) <= Math.Max(cell.Radius, 1.5)
            )
                matched[cell.Track] = track.Track;
        return matched;
    }

    private static Body? Nearest(Body body, IReadOnlyList<Body> others)
    {
        Body? best = null;
        var least = double.PositiveInfinity;
        foreach (var other in others)
            if (body.Place.DistanceTo(other.Place) is var distance && distance < least)
                (best, least) = (other, distance);
        return best;
    }
}
