using System.Globalization;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Live;
using static TorchSharp.torch;

namespace Cellect.Lab.Training;

/// <summary>A finished model file in memory: where a fine-tuning begins, and what it keeps of it.</summary>
internal sealed class ModelWeights : IDisposable
{
    private readonly string _path;

    private ModelWeights(string path, Dictionary<string, Tensor> tensors, Dictionary<string, string> metadata)
    {
        (_path, Tensors, Metadata) = (path, tensors, metadata);
        MinScore = float.TryParse(
            metadata.GetValueOrDefault(LiveModel.MinScoreKey),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : throw new InvalidDataException(
                $"{path} is no finished model: it does not say its {LiveModel.MinScoreKey}; take one such as models/live.safetensors"
            );
    }

    /// <summary>All tensors, those of the matching networks too.</summary>
    public Dictionary<string, Tensor> Tensors { get; }

    /// <summary>What the file says of itself.</summary>
    public Dictionary<string, string> Metadata { get; }

    /// <summary>The threshold that the model was chosen with.</summary>
    public float MinScore { get; }

    /// <summary>Reads a model; null for null.</summary>
    public static ModelWeights? Read(string? path)
    {
        if (path is null)
            return null;
        var (tensors, metadata) = Safetensors.Read(path);
        return new ModelWeights(path, tensors, metadata);
    }

    /// <summary>Writes a model with this one's matching networks, another network and a threshold.</summary>
    public void WriteWith(string networkPath, string modelPath, float minScore)
    {
        var (network, progress) = Safetensors.Read(networkPath);
        try
        {
            var all = new Dictionary<string, Tensor>(Tensors);
            foreach (var (name, value) in network)
                all[LiveModel.NetworkPrefix + name] = value;
            Safetensors.Write(
                modelPath,
                all,
                new Dictionary<string, string>(Metadata)
                {
                    [LiveModel.MinScoreKey] = minScore.ToString("0.000", CultureInfo.InvariantCulture),
                    ["fine_tuned_from"] = Path.GetFileName(_path),
                    ["fine_tuned_steps"] = progress.GetValueOrDefault("steps", "0"),
                }
            );
        }
        finally
        {
            foreach (var tensor in network.Values)
                tensor.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in Tensors.Values)
            tensor.Dispose();
    }
}
