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

    /// <summary>The number of the group, from 1, that each voxel belongs to; 0: none.</summary>
    /// <param name="marks">C order (z, y, x).</param>
    /// <param name="shape">Extent, voxels.</param>
    public static ushort[] Labels(ReadOnlySpan<byte> marks, VolumeShape shape)
    {
        var (open, labels, count) = (marks.ToArray(), new ushort[marks.Length], 0);
        for (var at = 0; at < open.Length; at++)
            if (open[at] != 0)
                Take(open, shape, at, labels, checked((ushort)++count));
        return labels;
    }

    /// <summary>The centre of mass of each label, in their order.</summary>
    /// <param name="labels">0, or the number of the cell; C order (z, y, x).</param>
    /// <param name="shape">Extent, voxels.</param>
    public static List<(double Z, double Y, double X)> LabelCentres(ReadOnlySpan<ushort> labels, VolumeShape shape)
    {
        var sums = new SortedDictionary<int, (double Z, double Y, double X, int Count)>();
        for (var at = 0; at < labels.Length; at++)
            if (labels[at] != 0)
            {
                var sum = sums.GetValueOrDefault(labels[at]);
                sums[labels[at]] = (
                    sum.Z + (at / (shape.Y * shape.X)),
                    sum.Y + (at / shape.X % shape.Y),
                    sum.X + (at % shape.X),
                    sum.Count + 1
                );
            }

        return [.. sums.Values.Select(sum => (sum.Z / sum.Count, sum.Y / sum.Count, sum.X / sum.Count))];
    }

    private static (double Z, double Y, double X) Take(byte[] open, VolumeShape shape, int first, ushort[]? labels = null, ushort label = 0)
    {
        var (z, y, x, count) = (0.0, 0.0, 0.0, 0);
        var queue = new Stack<int>([first]);
        open[first] = 0;
        while (queue.TryPop(out var at))
        {
            if (labels is not null)
                labels[at] = label;
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
