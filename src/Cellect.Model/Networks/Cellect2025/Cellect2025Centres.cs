using static TorchSharp.torch;

namespace Cellect.Model.Networks.Cellect2025;

/// <summary>What the network says at given places of one patch.</summary>
internal static class Cellect2025Centres
{
    /// <summary>Size, score and the two division probabilities.</summary>
    public const int FactsPerCell = 4;

    /// <summary>[cell, 4] size, score, mother, daughter; and [cell, 64] embeddings, for which the last convolution is made here, at the
    /// centres alone.</summary>
    /// <param name="network">The network.</param>
    /// <param name="maps">Its maps of one patch.</param>
    /// <param name="indices">Places as <see cref="Cellect2025Peaks"/> gives them, at least one.</param>
    public static (Tensor Facts, Tensor Embeddings) Read(Cellect2025UNet network, Cellect2025UNet.Maps maps, long[] indices)
    {
        var at = tensor(indices, device: maps.Centre.device);
        Tensor Read(Tensor map) => map[0].reshape(map.shape[1], -1).index_select(1, at);
        var levels = Read(maps.Centre);
        const int innermost = Cellect2025CentreNetwork.Levels - 1;
        var score = levels[innermost].sub(levels[..innermost].amax([0])).sigmoid();
        var division = Read(maps.Division).sigmoid();
        var facts = stack([Read(maps.Size)[0], score, division[0], division[1]], 1);
        return (facts, network.Embed(Read(maps.Features)).contiguous());
    }
}
