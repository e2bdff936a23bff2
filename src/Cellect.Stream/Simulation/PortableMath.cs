namespace Cellect.Stream.Simulation;

/// <summary>
/// Exponential, logarithm and sine from IEEE additions and multiplications alone: the C libraries behind System.Math differ in the
/// last bit from platform to platform, and the same seed must give the same bytes on all of them. Relative error below 1e-7.
/// </summary>
internal static class PortableMath
{
    private const double Ln2 = 0.693147180559945309417;

    public static double Exp(double x)
    {
        if (x < -700)
            return 0;
        var k = Math.Floor((x / Ln2) + 0.5);
        var r = x - (k * Ln2);
        var sum = 1.0;
        var term = 1.0;
        for (var i = 1; i < 11; i++)
        {
            term *= r / i;
            sum += term;
        }

        return sum * BitConverter.Int64BitsToDouble((long)(Math.Min(k, 1023) + 1023) << 52);
    }

    /// <summary>Natural logarithm of a positive number.</summary>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)((bits >> 52) & 0x7FF) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFFL) | (1023L << 52));
        var u = (mantissa - 1) / (mantissa + 1);
        var square = u * u;
        var sum = 0.0;
        for (var i = 25; i >= 1; i -= 2)
            sum = (sum * square) + (1.0 / i);
        return (2 * u * sum) + (exponent * Ln2);
    }

    public static double Pow(double x, double power) => x <= 0 ? 0 : Exp(power * Log(x));

    public static double Cbrt(double x) => Pow(x, 1 / 3.0);

    public static double Cos(double x) => Sin(x + (Math.PI / 2));

    public static double Sin(double x)
    {
        x -= 2 * Math.PI * Math.Floor((x / (2 * Math.PI)) + 0.5);
        if (x > Math.PI / 2)
            x = Math.PI - x;
        else if (x < -Math.PI / 2)
            x = -Math.PI - x;
        var square = x * x;
        var sum = 0.0;
        for (var i = 17; i >= 3; i -= 2)
            sum = (1 + sum) * -square / (i * (i - 1));
        return x * (1 + sum);
    }
}
