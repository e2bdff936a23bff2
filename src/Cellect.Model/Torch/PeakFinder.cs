using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Cellect.Model.Torch;

/// <summary>Local maxima of the centre map, placed between voxels by a parabola along each axis.</summary>
internal static class PeakFinder
{
    /// <summary>A peak in voxels of the map.</summary>
    internal readonly record struct Peak(float Z, float Y, float X, float Score);

    /// <summary>The mean of the four level probabilities: a smooth hill over each centre, 0 to 1. [z, y, x].</summary>
    public static Tensor CentreMap(Tensor levels) => levels[0].sigmoid().mean([0]);

    /// <summary>Peaks of a [z, y, x] map of at least <paramref name="minScore"/>, in C order.</summary>
    public static List<Peak> Find(Tensor map, float minScore)
    {
        using var scope = NewDisposeScope();
        var padded = map.unsqueeze(0).unsqueeze(0);
        var highest = F.max_pool3d(padded, [3, 3, 3], [1, 1, 1], [1, 1, 1]);
        var places = highest.eq(padded).logical_and_(padded.ge(minScore))[0, 0].nonzero().cpu();
        var indices = places.data<long>().ToArray();
        using var onProcessor = map.cpu().contiguous();
        var values = onProcessor.data<float>();
        int depth = (int)map.shape[0], height = (int)map.shape[1], width = (int)map.shape[2];
        var peaks = new List<Peak>(indices.Length / 3);
        var span = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(onProcessor.bytes);
        for (var i = 0; i < indices.Length; i += 3)
        {
            int z = (int)indices[i], y = (int)indices[i + 1], x = (int)indices[i + 2];
            var at = (z * height + y) * width + x;
            peaks.Add(new Peak(
                z + Offset(span, at, height * width, z, depth),
                y + Offset(span, at, width, y, height),
                x + Offset(span, at, 1, x, width),
                span[at]));
        }

        return peaks;
    }

    /// <summary>Where the parabola through a voxel and its two neighbours is highest, -0.5 to 0.5; 0 at the border.</summary>
    private static float Offset(ReadOnlySpan<float> values, int at, int stride, int index, int length)
    {
        if (index == 0 || index == length - 1)
            return 0;
        float before = values[at - stride], here = values[at], after = values[at + stride];
        var curvature = before - 2 * here + after;
        return curvature > -1e-6f ? 0 : Math.Clamp(0.5f * (before - after) / curvature, -0.5f, 0.5f);
    }
}
