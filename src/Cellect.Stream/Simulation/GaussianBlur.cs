using System.Numerics;
using System.Runtime.InteropServices;

namespace Cellect.Stream.Simulation;

/// <summary>Separable Gaussian blur of a volume; outside it, the edge voxels go on.</summary>
internal sealed class GaussianBlur(int depth, int height, int width)
{
    private readonly float[] _other = new float[depth * height * width];
    private readonly float[] _line = new float[width + 64];

    /// <summary>Blurs in place.</summary>
    /// <param name="volume">C order (z, y, x).</param>
    /// <param name="sigmaZ">Standard deviation in slices; 0 leaves the axis alone.</param>
    /// <param name="sigmaXy">Standard deviation in y and x, voxels.</param>
    public void Apply(Span<float> volume, float sigmaZ, float sigmaXy)
    {
        if (sigmaXy > 0)
        {
            var kernel = Kernel(sigmaXy, 24);
            for (var row = 0; row < depth * height; row++)
                BlurRow(volume.Slice(row * width, width), kernel);
            for (var z = 0; z < depth; z++)
                BlurLines(volume.Slice(z * height * width, height * width), _other.AsSpan(0, height * width), height, width, kernel);
        }

        if (sigmaZ > 0)
            BlurLines(volume, _other, depth, height * width, Kernel(sigmaZ, 24));
    }

    /// <summary>Half a kernel: the centre, then one side; all of it sums to 1.</summary>
    private static float[] Kernel(float sigma, int longest)
    {
        var half = Math.Clamp((int)MathF.Ceiling(3 * sigma), 1, longest);
        var kernel = new float[half + 1];
        var sum = 0.0;
        for (var i = 0; i <= half; i++)
        {
            var weight = PortableMath.Exp(-0.5 * i * i / (sigma * sigma));
            kernel[i] = (float)weight;
            sum += i == 0 ? weight : 2 * weight;
        }

        for (var i = 0; i <= half; i++)
            kernel[i] = (float)(kernel[i] / sum);
        return kernel;
    }

    private void BlurRow(Span<float> row, float[] kernel)
    {
        var half = kernel.Length - 1;
        var padded = _line.AsSpan(0, width + (2 * half));
        padded[..half].Fill(row[0]);
        row.CopyTo(padded[half..]);
        padded[(half + width)..].Fill(row[^1]);
        Weigh(padded.Slice(half, width), padded.Slice(half, width), row, kernel[0], false);
        for (var i = 1; i <= half; i++)
            Weigh(padded.Slice(half - i, width), padded.Slice(half + i, width), row, kernel[i], true);
    }

    /// <summary>Blurs across <paramref name="count"/> lines of <paramref name="length"/> contiguous voxels.</summary>
    private static void BlurLines(Span<float> volume, Span<float> other, int count, int length, float[] kernel)
    {
        for (var line = 0; line < count; line++)
        {
            var into = other.Slice(line * length, length);
            var centre = volume.Slice(line * length, length);
            Weigh(centre, centre, into, kernel[0], false);
            for (var i = 1; i < kernel.Length; i++)
                Weigh(
                    volume.Slice(Math.Max(line - i, 0) * length, length),
                    volume.Slice(Math.Min(line + i, count - 1) * length, length),
                    into,
                    kernel[i],
                    true
                );
        }

        other[..(count * length)].CopyTo(volume);
    }

    /// <summary>into = or += (a + b) * weight, and a * weight alone for the centre. No fused operation: it would round
    /// differently.</summary>
    private static void Weigh(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> into, float weight, bool side)
    {
        var va = MemoryMarshal.Cast<float, Vector<float>>(a);
        var vb = MemoryMarshal.Cast<float, Vector<float>>(b);
        var vi = MemoryMarshal.Cast<float, Vector<float>>(into);
        var factor = new Vector<float>(weight);
        var done = vi.Length * Vector<float>.Count;
        if (side)
        {
            for (var i = 0; i < vi.Length; i++)
                vi[i] += (va[i] + vb[i]) * factor;
            for (var i = done; i < into.Length; i++)
                into[i] += (a[i] + b[i]) * weight;
        }
        else
        {
            for (var i = 0; i < vi.Length; i++)
                vi[i] = va[i] * factor;
            for (var i = done; i < into.Length; i++)
                into[i] = a[i] * weight;
        }
    }
}
