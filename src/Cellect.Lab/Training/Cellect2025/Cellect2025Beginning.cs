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
internal sealed record Cellect2025Beginning(Cellect2025Variant Variant, int Candidates, Cellect2025Tiles Tiles, bool Rescale)
{
    /// <summary>Random weights, or those of a model file, which then says the variant, the candidates and whether to rescale.</summary>
    /// <exception cref="InvalidDataException">The file is no model of this network.</exception>
    public static (Cellect2025Networks Networks, Cellect2025Beginning Beginning) Of(TrainingOptions options)
    {
        var tiles = new Cellect2025Tiles(options.CropDepth, options.CropSide);
        if (options.From is null)
        {
            var fresh = new Cellect2025Beginning(Cellect2025Variant.Con7, options.MatcherCandidates, tiles, Rescale: true);
            return (new Cellect2025Networks(fresh.Variant, fresh.Candidates), fresh);
        }

        var (tensors, metadata) = Safetensors.Read(options.From);
        try
        {
            if (metadata.GetValueOrDefault(Cellect2025Model.NetworkKey) != Cellect2025Model.Name)
                throw new InvalidDataException(
                    $"{options.From} is no {Cellect2025Model.Name} model; take one that 'cellect import' or 'cellect "
                        + $"train --network {Cellect2025Model.Name}' wrote"
                );
            var variant = tensors.ContainsKey(Cellect2025Model.UNetPrefix + "conv3d_c2.1.weight")
                ? Cellect2025Variant.Con7s
                : Cellect2025Variant.Con7;
            var candidates = tensors.TryGetValue(Cellect2025Model.IntraPrefix + "out.weight", out var last)
                ? (int)last.shape[0] - 1
                : Cellect2025Features.DefaultCandidates;
            var networks = new Cellect2025Networks(variant, candidates);
            Cellect2025Weights.Load(networks, tensors, options.From);
            return (
                networks,
                new Cellect2025Beginning(variant, candidates, tiles, metadata.GetValueOrDefault(Cellect2025Model.RescaleKey) == "true")
            );
        }
        finally
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        }
    }

    /// <summary>Writes a model file as <c>import</c> does.</summary>
    public void Write(string path, Cellect2025Networks networks, TrainingState state) =>
        Safetensors.Write(
            path,
            networks.state_dict(),
            new Dictionary<string, string>
            {
                [Cellect2025Model.NetworkKey] = Cellect2025Model.Name,
                [Cellect2025Model.VariantKey] = Variant.ToString().ToLowerInvariant(),
                [Cellect2025Model.PatchDepthKey] = Text(Tiles.Depth),
                [Cellect2025Model.PatchSideKey] = Text(Tiles.Side),
                [Cellect2025Model.RescaleKey] = Rescale ? "true" : "false",
                ["steps"] = Text(state.Steps),
                ["minutes"] = Text(state.Minutes),
            }
        );

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
