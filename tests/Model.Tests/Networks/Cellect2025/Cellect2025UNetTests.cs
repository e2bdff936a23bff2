using Cellect.Model.Networks.Cellect2025;
using TorchSharp;

namespace Cellect.Model.Tests.Networks.Cellect2025;

/// <summary>Golden values: cellect-reference.md §3.4, made with the official modules; tolerance 1e-3.</summary>
public class Cellect2025UNetTests
{
    private const float Tolerance = 1e-3f;

    [Fact]
    public void Forward_GoldenWeights_GivesTheGoldenMaps()
    {
        using var scope = torch.NewDisposeScope();
        using var inference = torch.inference_mode();
        using var network = GoldenWeights.UNet(Cellect2025Variant.Con7);
        AssertGolden(network, network.Forward(GoldenWeights.Input()));
    }

    [Fact]
    public void Forward_WithGradients_GivesTheSameAndReachesEveryParameter()
    {
        using var scope = torch.NewDisposeScope();
        using var network = GoldenWeights.UNet(Cellect2025Variant.Con7);
        var maps = network.Forward(GoldenWeights.Input());
        AssertGolden(network, maps);
        (
            maps.Segmentation.mean() + maps.Centre.square().mean() + maps.Division.mean() + maps.Size.mean() + Embed(network, maps).mean()
        ).backward();
        Assert.All(network.named_parameters(), p => Assert.True(p.parameter.grad is not null, p.name));
    }

    [Fact]
    public void Forward_Training_DropsChannels()
    {
        using var scope = torch.NewDisposeScope();
        using var inference = torch.inference_mode();
        using var network = GoldenWeights.UNet(Cellect2025Variant.Con7);
        network.train();
        var (first, second) = (network.Forward(GoldenWeights.Input()).Centre, network.Forward(GoldenWeights.Input()).Centre);
        Assert.True((first - second).abs().max().item<float>() > 0.01f);
    }

    [Fact]
    public void StateDict_Con7_IsThePublishedOne()
    {
        using var network = new Cellect2025UNet(Cellect2025Variant.Con7);
        var state = network.state_dict();
        Assert.Equal(64, state.Count);
        Assert.Equal(2_541_972, state.Values.Sum(t => t.NumberOfElements));
        Assert.Equal(111_876, state.Where(t => t.Key.StartsWith("lnet.", StringComparison.Ordinal)).Sum(t => t.Value.NumberOfElements));
        Assert.Equal("lnet.conv3d_c1_1.weight", state.Keys.First());
        Assert.Equal("ds3_1x1_conv3d.weight", state.Keys.Last());
        Assert.Equal([64, 128, 3, 3, 3], state["norm_lrelu_upscale_conv_norm_lrelu_l0.3.weight"].shape);
        Assert.Equal([32, 38, 3, 3, 3], state["conv_norm_lrelu_f1.0.weight"].shape);
    }

    [Fact]
    public void StateDict_Con7s_DiffersInTheNamesOfEightTensorsAlone()
    {
        using var plain = new Cellect2025UNet(Cellect2025Variant.Con7);
        using var pooled = new Cellect2025UNet(Cellect2025Variant.Con7s);
        var (expected, actual) = (plain.state_dict(), pooled.state_dict());
        var renamed = Enumerable.Range(2, 4).SelectMany(level => new[] { $"conv3d_c{level}.", $"conv3d_c{level}s2." }).ToHashSet();
        Assert.Equal(
            expected.Select(t =>
                (renamed.FirstOrDefault(r => t.Key == r + "weight") is { } r ? r + "1.weight" : t.Key, string.Join(",", t.Value.shape))
            ),
            actual.Select(t => (t.Key, string.Join(",", t.Value.shape)))
        );
    }

    [Fact]
    public void Forward_Con7s_HasTheShapesOfCon7AndOtherValues()
    {
        using var scope = torch.NewDisposeScope();
        using var inference = torch.inference_mode();
        using var plain = GoldenWeights.UNet(Cellect2025Variant.Con7);
        using var pooled = GoldenWeights.UNet(Cellect2025Variant.Con7s);
        var (a, b) = (plain.Forward(GoldenWeights.Input()), pooled.Forward(GoldenWeights.Input()));
        Assert.Equal(a.Features.shape, b.Features.shape);
        Assert.Equal(a.Centre.shape, b.Centre.shape);
        Assert.True((a.Centre - b.Centre).abs().max().item<float>() > 0.01f);
    }

    internal static void AssertGolden(Cellect2025UNet network, Cellect2025UNet.Maps maps)
    {
        AssertMap(maps.Segmentation, -0.061979f, 0.523200f, [-0.7095f, 0.08683f, 0.12932f], [0.2956f, -0.21312f, -0.24643f]);
        AssertMap(
            maps.Centre,
            -0.052445f,
            0.577825f,
            [1.65855f, -0.40657f, 1.4794f, -1.2804f, 0.64607f],
            [0.48199f, -0.42406f, 0.07778f, 0.43261f, 0.11524f]
        );
        AssertMap(Embed(network, maps), -0.021385f, 0.235824f, [0.23521f, -0.0324f, 0.06885f, -0.09149f, 0.12267f, -0.04786f], []);
        AssertMap(maps.Division, -0.153748f, 0.521931f, [-0.36162f, -0.76933f], []);
        AssertMap(maps.Size, 0.230971f, 0.336493f, [0.95034f], [0.41611f]);
    }

    /// <summary>[1, 64, row, column, slice].</summary>
    private static torch.Tensor Embed(Cellect2025UNet network, Cellect2025UNet.Maps maps)
    {
        var shape = maps.Features.shape;
        return network.Embed(maps.Features[0].flatten(1)).t().view(1, Cellect2025UNet.EmbeddingLength, shape[2], shape[3], shape[4]);
    }

    private static void AssertMap(torch.Tensor map, float mean, float deviation, float[] inside, float[] corner)
    {
        Assert.Equal(mean, map.mean().item<float>(), Tolerance);
        Assert.Equal(deviation, map.std(unbiased: false).item<float>(), Tolerance);
        for (var channel = 0; channel < inside.Length; channel++)
            Assert.Equal(inside[channel], map[0, channel, 5, 7, 3].item<float>(), Tolerance);
        for (var channel = 0; channel < corner.Length; channel++)
            Assert.Equal(corner[channel], map[0, channel, 31, 0, 7].item<float>(), Tolerance);
    }
}
