using System.Runtime.CompilerServices;

namespace Cellect.Stream.Simulation;

/// <summary>xoshiro256++ (Blackman and Vigna) seeded by splitmix64: the same numbers on every machine, unlike System.Random's
/// promise.</summary>
/// <remarks>A mutable structure: pass it by reference.</remarks>
internal struct RandomStream
{
    private const int Steps = 2048;
    private static readonly float[] NormalQuantiles = BuildQuantiles();

    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public RandomStream(ulong seed, ulong stream)
    {
        var state = Mix(seed) ^ Mix(stream + 0x5851F42D4C957F2DUL);
        _a = Mix(state);
        _b = Mix(_a + 1);
        _c = Mix(_b + 2);
        _d = Mix(_c + 3);
    }

    /// <summary>A good 64-bit hash of a number (splitmix64's finaliser).</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextBits()
    {
        var result = ulong.RotateLeft(_a + _d, 23) + _a;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Uniform() => (NextBits() >> 40) * (1f / (1 << 24));

    public float Uniform(float low, float high) => low + ((high - low) * Uniform());

    public int Below(int count) => (int)((NextBits() >> 32) * (ulong)count >> 32);

    /// <summary>Standard normal from interpolated quantiles; beyond 3.3 sigma the tail is linear and ends at 4.6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Gaussian() => Quantile((uint)(NextBits() >> 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Quantile(uint bits)
    {
        var index = (int)(bits >> 21);
        var low = NormalQuantiles[index];
        return low + ((NormalQuantiles[index + 1] - low) * ((bits & 0x1FFFFF) * (1f / 0x200000)));
    }

    public Vec3 GaussianVector() => new(Gaussian(), Gaussian(), Gaussian());

    public Vec3 Direction() => GaussianVector().Normalized();

    private static float[] BuildQuantiles()
    {
        var table = new float[Steps + 1];
        for (var i = 1; i < Steps; i++)
            table[i] = (float)NormalQuantile((double)i / Steps);
        table[0] = -4.6f;
        table[Steps] = 4.6f;
        return table;
    }

    /// <summary>Acklam's rational approximation, relative error 1e-9.</summary>
    private static double NormalQuantile(double p)
    {
        if (p > 0.5)
            return -NormalQuantile(1 - p);
        if (p < 0.02425)
        {
            var q = Math.Sqrt(-2 * PortableMath.Log(p));
            return (
                    (
                        (((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q - 2.549732539343734) * q
                        + 4.374664141464968
                    ) * q
                    + 2.938163982698783
                ) / ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1);
        }

        var u = p - 0.5;
        var r = u * u;
        return (
                (
                    (((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r + 1.383577518672690e+02) * r
                    - 3.066479806614716e+01
                ) * r
                + 2.506628277459239
            )
            * u
            / (
                (
                    (((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r + 6.680131188771972e+01) * r
                    - 1.328068155288572e+01
                ) * r
                + 1
            );
    }
}
