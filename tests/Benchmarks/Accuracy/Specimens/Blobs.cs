using Cellect.Data.Volumes;

namespace Cellect.Benchmarks.Accuracy.Specimens;

/// <summary>Connected groups of marked voxels.</summary>
internal static class Blobs
{
    /// <summary>The centre of each group of voxels that are not zero and touch by a face, an edge or a corner; in C order of their first
    /// voxels.</summary>
    /// <param name="marks">C order (z, y, x).</param>
    /// <param name="shape">Extent, voxels.</param>
    public static List<(double Z, double Y, double X)> Centres(ReadOnlySpan<byte> marks, VolumeShape shape)
    {
        var open = marks.ToArray();
        var centres = new List<(double, double, double)>();
        for (var at = 0; at < open.Length; at++)
            if (open[at] != 0)
                centres.Add(Take(open, shape, at));
        return centres;
    }

    private static (double Z, double Y, double X) Take(byte[] open, VolumeShape shape, int first)
    {
        var (z, y, x, count) = (0.0, 0.0, 0.0, 0);
        var queue = new Stack<int>([first]);
        open[first] = 0;
        while (queue.TryPop(out var at))
        {
            var (vz, vy, vx) = (at / (shape.Y * shape.X), at / shape.X % shape.Y, at % shape.X);
            (z, y, x, count) = (z + vz, y + vy, x + vx, count + 1);
            for (var nz = Math.Max(0, vz - 1); nz <= Math.Min(shape.Z - 1, vz + 1); nz++)
            for (var ny = Math.Max(0, vy - 1); ny <= Math.Min(shape.Y - 1, vy + 1); ny++)
            for (var nx = Math.Max(0, vx - 1); nx <= Math.Min(shape.X - 1, vx + 1); nx++)
            {
                var next = (((nz * shape.Y) + ny) * shape.X) + nx;
                if (open[next] == 0)
                    continue;
                open[next] = 0;
                queue.Push(next);
            }
        }

        return (z / count, y / count, x / count);
    }
}
