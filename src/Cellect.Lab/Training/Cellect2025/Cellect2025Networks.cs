using Cellect.Model.Networks.Cellect2025;
using Cellect.Model.Networks.Live;
using static TorchSharp.torch;

namespace Cellect.Lab.Training.Cellect2025;

/// <summary>The three networks of the published model as one: their tensors have the names that they have in a model file.</summary>
internal sealed class Cellect2025Networks : nn.Module
{
    /// <param name="variant">Of the U-Net.</param>
    /// <param name="candidates">Candidates a cell; 5 in the published networks.</param>
    public Cellect2025Networks(Cellect2025Variant variant, int candidates)
        : base(Cellect2025Model.Name)
    {
        UNet = new Cellect2025UNet(variant);
        Inter = new Cellect2025Matcher(candidates + 3, candidates);
        Intra = new Cellect2025Matcher(candidates + 1, candidates);
        register_module(Name(Cellect2025Model.UNetPrefix), UNet);
        register_module(Name(Cellect2025Model.InterPrefix), Inter);
        register_module(Name(Cellect2025Model.IntraPrefix), Intra);
    }

    /// <summary>U-Net with its centre network.</summary>
    public Cellect2025UNet UNet { get; }

    /// <summary>Inter-frame network (EX).</summary>
    public Cellect2025Matcher Inter { get; }

    /// <summary>Intra-frame network (EN).</summary>
    public Cellect2025Matcher Intra { get; }

    /// <summary>
    /// Whether the matchers learn. Where they do not, neither their weights nor the statistics of their batch normalisation change, as the
    /// paper says; the published program freezes the statistics alone (cellect-reference.md §7).
    /// </summary>
    public void TrainMatchers(bool learn)
    {
        foreach (var matcher in new[] { Inter, Intra })
        {
            matcher.train(learn);
            foreach (var parameter in matcher.parameters())
                parameter.requires_grad = learn;
        }
    }

    /// <summary>A copy to judge with, which is not trained.</summary>
    public Cellect2025Networks Copy()
    {
        var copy = new Cellect2025Networks(UNet.Variant, Inter.Candidates);
        LiveModel.Load(copy, state_dict(), "", "the networks in training");
        return copy;
    }

    private static string Name(string prefix) => prefix.TrimEnd('.');

    // The constructor has registered every part; TorchSharp would register the properties' fields once more under their own names.
    protected override void RegisterComponents() { }
}
