using Cellect.Model.Networks.Cellect2025;
using TorchSharp;

namespace Cellect.Model.Tests.Networks.Cellect2025;

/// <summary>The deterministic weights and inputs of the golden tests (cellect-reference.md §3.4).</summary>
internal static class GoldenWeights
{
    /// <summary>Tensor k of the state dictionary, k from 0: w_i = (((37 i + 11 k + 5) mod 101)/101 - 0.5)·2/√fan_in, i in C
    /// order.</summary>
    public static float[] Of(int k, long[] shape)
    {
        var fanIn = shape[1..].Aggregate(1L, (a, b) => a * b);
        return Values((int)(fanIn * shape[0]), i => ((37L * i + 11 * k + 5) % 101 / 101.0 - 0.5) * 2 / Math.Sqrt(fanIn));
    }

    public static Cellect2025UNet UNet(Cellect2025Variant variant)
    {
        var network = new Cellect2025UNet(variant);
        using var noGrad = torch.no_grad();
        var k = 0;
        foreach (var target in network.state_dict().Values)
        {
            using var values = torch.tensor(Of(k++, target.shape), target.shape);
            target.copy_(values);
        }

        network.eval();
        return network;
    }

    /// <summary>x_i = 7.5 + ((29 i + 3) mod 97)/97, shape (1, 2, 32, 32, 8).</summary>
    public static torch.Tensor Input() => torch.tensor(Values(2 * 32 * 32 * 8, i => 7.5 + (29L * i + 3) % 97 / 97.0), [1, 2, 32, 32, 8]);

    /// <summary>((i a + b) mod m)/m - 0.5.</summary>
    public static float[] Sequence(int n, int a, int b, int m) => Values(n, i => ((long)i * a + b) % m / (double)m - 0.5);

    private static float[] Values(int n, Func<int, double> value) =>
        Array.ConvertAll(Enumerable.Range(0, n).ToArray(), i => (float)value(i));
}
