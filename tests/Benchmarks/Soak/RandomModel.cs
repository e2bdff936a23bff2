using Cellect.Model.Torch;
using static TorchSharp.torch;

namespace Cellect.Benchmarks.Soak;

/// <summary>A model file with untrained weights, for as long as there is no trained one: the same work, meaningless cells.</summary>
internal static class RandomModel
{
    /// <summary>Writes the file and returns its path.</summary>
    public static string Write(string folder)
    {
        random.manual_seed(1);
        using var network = new LiveNetwork();
        using var intra = new IntraFrameMatcher();
        using var inter = new InterFrameMatcher();
        using var division = new DivisionMatcher();
        var weights = new Dictionary<string, Tensor>();
        Add(weights, LiveModel.NetworkPrefix, network);
        Add(weights, LiveModel.IntraPrefix, intra);
        Add(weights, LiveModel.InterPrefix, inter);
        Add(weights, LiveModel.DivisionPrefix, division);
        var path = Path.Combine(folder, "random.safetensors");
        Safetensors.Write(path, weights, new Dictionary<string, string> { ["network"] = "live", ["steps"] = "0", [LiveModel.MinScoreKey] = "0" });
        return path;
    }

    private static void Add(Dictionary<string, Tensor> weights, string prefix, nn.Module module)
    {
        foreach (var (name, value) in module.state_dict())
            weights[prefix + name] = value;
    }
}
