using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Cellect.Model.Networks.Live;

/// <summary>Local maxima of the centre map, placed between voxels by a parabola along each axis.</summary>
internal static class PeakFinder
{
    /// <summary>A peak in voxels of the map.</summary>
    internal readonly record struct Peak(float Z, float Y, float X, float Score);

    /// <summary>The mean of the four level probabilities: a smooth hill over each centre, 0 to 1. [z, y, x].</summary>
    public static Tensor CentreMap(Tensor levels) => levels[0].sigmoid().mean([0]);

    /// <summary>Peaks of a [z, y, x] map of at least <paramref name="minScore"/>, in C order.</summary>
    public static List<Peak> Find(Tensor map, Scalar minScore)
    {
        using var scope = NewDisposeScope();
        var padded = map.unsqueeze(0).unsqueeze(0);
        var highest = F.max_pool3d(padded, [3, 3, 3], [1, 1, 1], [1, 1, 1]);
        var places = highest.eq(padded).logical_and_(padded.ge(minScore))[0, 0].nonzero().cpu();
        if (places.shape[0] == 0)
            return [];
        var indices = places.data<long>().ToArray();
        var values = MemoryMarshal.Cast<byte, float>(map.cpu().contiguous().bytes);
        int depth = (int)map.shape[0],
            height = (int)map.shape[1],
            width = (int)map.shape[2];
        var taken = new HashSet<(int, int, int)>();
        var peaks = new List<Peak>(indices.Length / 3);
        for (var i = 0; i < indices.Length; i += 3)
        {
            int z = (int)indices[i],
                y = (int)indices[i + 1],
                x = (int)indices[i + 2];
            var at = (z * height + y) * width + x;
            if (TouchesEarlier(taken, z, y, x))
                continue;
            taken.Add((z, y, x));
            peaks.Add(
                new Peak(
                    z + Offset(values, at, height * width, z, depth),
                    y + Offset(values, at, width, y, height),
                    x + Offset(values, at, 1, x, width),
                    values[at]
                )
            );
        }

        return peaks;
    }

    /// <summary>True for a voxel beside a peak that comes before it in C order: the two are equally high, a hill with a flat top.</summary>
    private static bool TouchesEarlier(HashSet<(int, int, int)> taken, int z, int y, int x)
    {
        for (var dz = -1; dz <= 0; dz++)
        for (var dy = -1; dy <= 1; dy++)
        for (var dx = -1; dx <= 1; dx++)
            if (taken.Contains((z + dz, y + dy, x + dx)))
                return true;
        return false;
    }

    /// <summary>Where the parabola through a voxel and its two neighbours is highest, -0.5 to 0.5; 0 at the border.</summary>
    private static float Offset(ReadOnlySpan<float> values, int at, int stride, int index, int length)
    {
        if (index == 0 || index == length - 1)
            return 0;
        float before = values[at - stride],
            here = values[at],
            after = values[at + stride];
        var curvature = before - 2 * here + after;
        return curvature > -1e-6f ? 0 : Math.Clamp(0.5f * (before - after) / curvature, -0.5f, 0.5f);
    }
}
