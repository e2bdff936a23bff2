using Cellect.Model.Networks.Live;
using static TorchSharp.torch;

namespace Cellect.Model.Networks.Cellect2025;

/// <summary>Which network a set of tensors belongs to, and how they get into it.</summary>
internal static class Cellect2025Weights
{
    private const string OfCon7s = "conv3d_c2.1.weight",
        OfUNet = "lnet.conv3d_c1_1.weight",
        OfMatcher = "out.weight";

    /// <summary>The variant of a U-Net's tensors.</summary>
    public static Cellect2025Variant VariantOf(IReadOnlyDictionary<string, Tensor> unet) =>
        unet.ContainsKey(OfCon7s) ? Cellect2025Variant.Con7s : Cellect2025Variant.Con7;

    /// <summary>Outputs of a matching network's tensors; 0 where they are something else.</summary>
    public static long OutputsOf(IReadOnlyDictionary<string, Tensor> tensors) =>
        tensors.TryGetValue(OfMatcher, out var last) && last.dim() == 2 ? last.shape[0] : 0;

    /// <summary>What a set of tensors is, for people.</summary>
    public static string Describe(IReadOnlyDictionary<string, Tensor> tensors) =>
        tensors.ContainsKey(OfUNet)
            ? "a U-Net"
            : OutputsOf(tensors) switch
            {
                Cellect2025Matcher.InterOutputs => "an inter-frame network (EX, 8 outputs)",
                Cellect2025Matcher.IntraOutputs => "an intra-frame network (EN, 6 outputs)",
                0 => "neither a U-Net nor a matching network",
                var n => $"a matching network with {n} outputs",
            };

    /// <summary>Copies all tensors into a network: the names must be the same on both sides, and the shapes.</summary>
    /// <exception cref="InvalidDataException">They are not.</exception>
    public static void Load(nn.Module network, IReadOnlyDictionary<string, Tensor> tensors, string path)
    {
        LiveModel.Load(network, tensors, "", path);
        var known = network.state_dict();
        foreach (var name in tensors.Keys)
            if (!known.ContainsKey(name))
                throw new InvalidDataException(
                    $"{path} holds the tensor {name}, which the network does not have; it was made for another network"
                );
    }
}
