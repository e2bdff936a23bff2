using System.Globalization;
using Cellect.Model.Linking.Cellect2025;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Cellect2025;

namespace Cellect.Lab.Training.Cellect2025;

/// <summary>What a training of the published model begins with, and what its model file says of itself.</summary>
/// <param name="Variant">Of the U-Net.</param>
/// <param name="Candidates">Candidates a cell.</param>
/// <param name="Tiles">Patches that it is trained, and will be used, with.</param>
/// <param name="Rescale">Whether intensities are rescaled before the logarithm.</param>
internal sealed record PublishedBeginning(PublishedVariant Variant, int Candidates, PublishedTiles Tiles, bool Rescale)
{
    /// <summary>Random weights, or those of a model file, which then says the variant, the candidates and whether to rescale.</summary>
    /// <exception cref="InvalidDataException">The file is no model of this network.</exception>
    public static (PublishedNetworks Networks, PublishedBeginning Beginning) Of(TrainingOptions options)
    {
        var tiles = new PublishedTiles(options.CropDepth, options.CropSide);
        if (options.From is null)
        {
            var fresh = new PublishedBeginning(PublishedVariant.Con7, options.MatcherCandidates, tiles, Rescale: true);
            return (new PublishedNetworks(fresh.Variant, fresh.Candidates), fresh);
        }

        var (tensors, metadata) = Safetensors.Read(options.From);
        try
        {
            if (metadata.GetValueOrDefault(PublishedModel.NetworkKey) != PublishedModel.Name)
                throw new InvalidDataException($"{options.From} is no {PublishedModel.Name} model; take one that 'cellect import' or 'cellect train --network {PublishedModel.Name}' wrote");
            var variant = tensors.ContainsKey(PublishedModel.UNetPrefix + "conv3d_c2.1.weight") ? PublishedVariant.Con7s : PublishedVariant.Con7;
            var candidates = tensors.TryGetValue(PublishedModel.IntraPrefix + "out.weight", out var last) ? (int)last.shape[0] - 1 : PublishedFeatures.DefaultCandidates;
            var networks = new PublishedNetworks(variant, candidates);
            PublishedWeights.Load(networks, tensors, options.From);
            return (networks, new PublishedBeginning(variant, candidates, tiles, metadata.GetValueOrDefault(PublishedModel.RescaleKey) == "true"));
        }
        finally
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        }
    }

    /// <summary>Writes a model file as <c>import</c> does.</summary>
    public void Write(string path, PublishedNetworks networks, TrainingState state) => Safetensors.Write(path, networks.state_dict(), new Dictionary<string, string>
    {
        [PublishedModel.NetworkKey] = PublishedModel.Name,
        [PublishedModel.VariantKey] = Variant.ToString().ToLowerInvariant(),
        [PublishedModel.PatchDepthKey] = Text(Tiles.Depth),
        [PublishedModel.PatchSideKey] = Text(Tiles.Side),
        [PublishedModel.RescaleKey] = Rescale ? "true" : "false",
        ["steps"] = Text(state.Steps),
        ["minutes"] = Text(state.Minutes),
    });

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
