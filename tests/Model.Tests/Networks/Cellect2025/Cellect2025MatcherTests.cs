using Cellect.Model.Networks.Cellect2025;
using Cellect.Testing;
using TorchSharp;

namespace Cellect.Model.Tests.Networks.Cellect2025;

/// <summary>Golden values of the published matchers with their real weights: cellect-reference.md §3.4, tolerance 1e-3.</summary>
public class Cellect2025MatcherTests
{
    private const int Rows = 3;

    [Fact]
    public void Forward_InterFrameWeights_GivesTheGoldenValues() =>
        AssertGolden(
            "EX+-x3rd-149.0-4.6540.pth",
            Cellect2025Matcher.InterOutputs,
            [
                -4.31881f,
                -6.31414f,
                -9.93665f,
                0.92881f,
                4.21638f,
                -1.85847f,
                8.26084f,
                -2.38479f,
                2.99903f,
                4.97294f,
                2.28589f,
                1.85322f,
                3.64864f,
                -4.85246f,
                9.10964f,
                -5.59331f,
                2.71766f,
                1.28114f,
                -1.52067f,
                -0.98200f,
                1.12272f,
                -2.85587f,
                8.89876f,
                -5.55166f,
            ]
        );

    [Fact]
    public void Forward_IntraFrameWeights_GivesTheGoldenValues() =>
        AssertGolden(
            "EN+-x3rd-149.0-4.6540.pth",
            Cellect2025Matcher.IntraOutputs,
            [
                6.19260f,
                -3.21426f,
                -8.76572f,
                -1.88903f,
                -3.02096f,
                -11.96562f,
                4.73632f,
                2.29169f,
                2.75796f,
                5.39686f,
                -1.22077f,
                -10.15924f,
                5.55046f,
                1.36683f,
                -0.53133f,
                8.10402f,
                -3.80455f,
                -13.04617f,
            ]
        );

    [Fact]
    public void StateDict_OfBothMatchers_HasThePublishedParameters()
    {
        using var inter = new Cellect2025Matcher(Cellect2025Matcher.InterOutputs);
        using var intra = new Cellect2025Matcher(Cellect2025Matcher.IntraOutputs);
        Assert.Equal(74, inter.state_dict().Count);
        Assert.Equal(74, intra.state_dict().Count);
        Assert.Equal(191_850, inter.parameters().Sum(p => p.NumberOfElements));
        Assert.Equal(191_716, intra.parameters().Sum(p => p.NumberOfElements));
    }

    [Fact]
    public void Forward_Training_ReachesTheParametersThatAreRead()
    {
        using var scope = torch.NewDisposeScope();
        using var matcher = new Cellect2025Matcher(Cellect2025Matcher.InterOutputs);
        matcher.train();
        Golden(matcher).mean().backward();
        string[] unread = ["bnx.", "bny.", "outc."];
        Assert.All(matcher.named_parameters(), p =>
            Assert.Equal(!unread.Any(u => p.name.StartsWith(u, StringComparison.Ordinal)), p.parameter.grad is not null)
        );
    }

    [Fact]
    public void Backward_FreedMemoryHoldsNoNumbers_GradientsOfTheEmbeddingsAreNumbers()
    {
        using var matcher = new Cellect2025Matcher(Cellect2025Matcher.InterOutputs);
        matcher.train();
        for (var repeat = 0; repeat < 20; repeat++)
        {
            using var scope = torch.NewDisposeScope();
            foreach (var megabytes in new[] { 1, 2, 4, 8 })
                torch.full([megabytes << 18], float.NaN).Dispose();
            var embeddings = torch.tensor(GoldenWeights.Sequence(Rows * 384, 53, 7, 103), [Rows, 6, 64], requires_grad: true);
            Golden(matcher, embeddings[.., ..1], embeddings[.., 1..]).mean().backward();
            Assert.InRange(embeddings.grad!.abs().sum().item<float>(), float.Epsilon, float.MaxValue);
        }
    }

    private static void AssertGolden(string file, int outputs, float[] expected)
    {
        var path = Repository.SharedData(Path.Combine("cellect_checkpoints", file));
        using var scope = torch.NewDisposeScope();
        using var inference = torch.inference_mode();
        using var matcher = new Cellect2025Matcher(outputs);
        Cellect2025Weights.Load(matcher, Cellect2025Checkpoint.Read(path), path);
        matcher.eval();
        var actual = Golden(matcher).data<float>().ToArray();
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-3f);
    }

    private static torch.Tensor Golden(Cellect2025Matcher matcher) =>
        Golden(
            matcher,
            torch.tensor(GoldenWeights.Sequence(Rows * 64, 37, 11, 101), [Rows, 1, 64]),
            torch.tensor(GoldenWeights.Sequence(Rows * 320, 53, 7, 103), [Rows, 5, 64])
        );

    private static torch.Tensor Golden(Cellect2025Matcher matcher, torch.Tensor cells, torch.Tensor candidates) =>
        matcher.Forward(
            cells,
            candidates,
            torch.tensor(Scaled(GoldenWeights.Sequence(Rows * 15, 29, 3, 31), 0.5f, 20), [Rows, 5, 3]),
            torch.tensor(Scaled(GoldenWeights.Sequence(Rows * 30, 17, 5, 61), 0, 10), [Rows, 5, 6]),
            torch.tensor(Scaled(GoldenWeights.Sequence(Rows * 30, 19, 2, 41), 0.5f, 1), [Rows, 5, 6])
        );

    private static float[] Scaled(float[] values, float shift, float scale) => Array.ConvertAll(values, v => (v + shift) * scale);
}
