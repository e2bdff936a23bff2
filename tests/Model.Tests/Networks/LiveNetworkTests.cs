using Cellect.Model.Networks.Live;
using TorchSharp;

namespace Cellect.Model.Tests.Networks;

public class LiveNetworkTests
{
    [Fact]
    public void Fold_TrainedStatistics_ChangesNoOutput()
    {
        torch.random.manual_seed(3);
        using var scope = torch.NewDisposeScope();
        using var network = new LiveNetwork();
        var pair = torch.rand([1, 2, 8, 32, 32]);
        for (var i = 0; i < 3; i++)
            network.forward(torch.rand([2, 2, 8, 32, 32]));
        network.eval();
        var before = network.forward(pair).Levels.clone();
        network.Fold();
        var after = network.forward(pair).Levels;
        Assert.True((before - after).abs().max().item<float>() < 1e-4);
    }

    [Fact]
    public void StateDict_HoldsEveryTensorOnce()
    {
        using var network = new LiveNetwork();
        network.to(torch.CPU);
        Assert.DoesNotContain(network.state_dict().Keys, k => k.Contains("._", StringComparison.Ordinal) || k.StartsWith('_'));
        Assert.Equal(network.parameters().Count(), network.parameters().Select(p => p.Handle).Distinct().Count());
    }

    [Fact]
    public void AtCentres_PlaceOfAMapVoxel_ReadsThatVoxel()
    {
        using var scope = torch.NewDisposeScope();
        using var network = new LiveNetwork();
        network.eval();
        var maps = network.forward(torch.rand([1, 2, 8, 32, 32]));
        // The centre of half-resolution voxel (3, 5, 7) lies at input (3, 10.5, 14.5): what lies elsewhere changes nothing.
        float[] place = [3, 10.5f, 14.5f];
        var alone = torch.zeros_like(maps.Half);
        alone[0, .., 3, 5, 7] = maps.Half[0, .., 3, 5, 7];
        var expected = network.AtCentres(maps, 0, place).LogRadius.item<float>();
        var actual = network.AtCentres(maps with { Half = alone }, 0, place).LogRadius.item<float>();
        Assert.Equal(expected, actual, 1e-5f);
    }
}
