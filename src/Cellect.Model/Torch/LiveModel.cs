using System.Globalization;
using static TorchSharp.torch;

namespace Cellect.Model.Torch;

/// <summary>Weights on disk and the device they run on.</summary>
internal static class LiveModel
{
    /// <summary>Names in a model file begin with one of these.</summary>
    public const string NetworkPrefix = "network.", IntraPrefix = "intra.", InterPrefix = "inter.", DivisionPrefix = "division.";

    /// <summary>Metadata: the least score of a detection that the weights were chosen with.</summary>
    public const string MinScoreKey = "min_score";

    /// <summary>How far a training has come.</summary>
    internal sealed record Progress(int Steps, double Minutes);

    /// <summary>The graphics card when there is one, else the processor.</summary>
    public static Device PickDevice() => cuda.is_available() ? CUDA : CPU;

    /// <summary>Reads a training's weights into the network; nothing happens when the file does not exist.</summary>
    public static Progress LoadCheckpoint(nn.Module network, string path)
    {
        if (!File.Exists(path))
            return new Progress(0, 0);
        var (tensors, metadata) = Safetensors.Read(path);
        Load(network, tensors, "", path);
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
        var steps = int.Parse(metadata.GetValueOrDefault("steps", "0"), CultureInfo.InvariantCulture);
        return new Progress(steps, double.Parse(metadata.GetValueOrDefault("minutes", "0"), CultureInfo.InvariantCulture));
    }

    /// <summary>Writes a training's weights.</summary>
    public static void SaveCheckpoint(nn.Module network, string path, Progress progress) => Safetensors.Write(path, network.state_dict(), new Dictionary<string, string>
    {
        ["steps"] = progress.Steps.ToString(CultureInfo.InvariantCulture),
        ["minutes"] = progress.Minutes.ToString("0.0", CultureInfo.InvariantCulture),
    });

    /// <summary>Copies the tensors whose names begin with <paramref name="prefix"/> into a network, checking names and shapes.</summary>
    /// <exception cref="InvalidDataException">A tensor is missing or has another shape.</exception>
    public static void Load(nn.Module network, IReadOnlyDictionary<string, Tensor> tensors, string prefix, string path)
    {
        using var noGrad = no_grad();
        foreach (var (name, target) in network.state_dict())
        {
            if (!tensors.TryGetValue(prefix + name, out var source))
                throw new InvalidDataException($"{path} lacks the tensor {prefix + name}; it was made for another network");
            if (!source.shape.SequenceEqual(target.shape))
                throw new InvalidDataException(
                    $"{path} holds {prefix + name} of shape [{string.Join(", ", source.shape)}]; the network needs [{string.Join(", ", target.shape)}]");
            target.copy_(source);
        }
    }
}
