using System.Globalization;
using Cellect.Model.Calibration;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Networks.Devices;
using Cellect.Model.Tracks;
using static TorchSharp.torch;

namespace Cellect.Model.Networks.Live;

/// <summary>Weights on disk and the device they run on.</summary>
internal static class LiveModel
{
    /// <summary>Names in a model file begin with one of these.</summary>
    public const string NetworkPrefix = "network.",
        IntraPrefix = "intra.",
        InterPrefix = "inter.",
        DivisionPrefix = "division.";

    /// <summary>Metadata: the least score of a detection that the weights were chosen with.</summary>
    public const string MinScoreKey = "min_score";

    /// <summary>Metadata: candidates a cell that the inter-frame network was trained with.</summary>
    public const string CandidatesKey = "candidates";

    /// <summary>How far a training has come.</summary>
    internal sealed record Progress(int Steps, double Minutes);

    /// <summary>Candidates a cell; the default where the file does not say.</summary>
    /// <exception cref="InvalidDataException">The number is none from 2 to 10.</exception>
    public static int Candidates(IReadOnlyDictionary<string, string> metadata, string path)
    {
        if (!metadata.TryGetValue(CandidatesKey, out var text))
            return InterFrameFeatures.DefaultCandidates;
        if (!int.TryParse(text, CultureInfo.InvariantCulture, out var candidates) || candidates is < 2 or > 10)
            throw new InvalidDataException($"{path} names {text} candidates a cell; must be 2 to 10: take the file from its source again");
        return candidates;
    }

    /// <summary>Lowest score of a cell that appears from nowhere: what the options say, or what the weights were chosen with.</summary>
    public static float MinScore(IReadOnlyDictionary<string, string> metadata, DetectorOptions options) =>
        (float)(options.MinScore ?? double.Parse(metadata.GetValueOrDefault(MinScoreKey, "0.5"), CultureInfo.InvariantCulture));

    /// <summary>The live network of a model file as a detector on a device.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another network.</exception>
    public static LiveDetector Detector(
        IReadOnlyDictionary<string, Tensor> tensors,
        DetectorOptions options,
        float minScore,
        string path,
        NetworkDevice device
    )
    {
        var network = new LiveNetwork();
        Load(network, tensors, NetworkPrefix, path);
        return new LiveDetector(network, options, Math.Min(minScore, LowScoreDetections.LeastScore), device);
    }

    /// <summary>The linking half of a model file, without the network that finds cells.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another network.</exception>
    public static CellLinking Linking(string path, DetectorOptions detector, LinkerOptions linker)
    {
        TorchLibrary.Require();
        TorchLibrary.UseOneThread();
        var (tensors, metadata) = Safetensors.Read(path);
        try
        {
            var matcher = Matcher(tensors, metadata, path);
            return new CellLinking(matcher, linker, ModelCalibration.Read(metadata, path), MinScore(metadata, detector));
        }
        finally
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        }
    }

    /// <summary>The matching networks of a model file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another network.</exception>
    public static CellMatcher Matcher(
        IReadOnlyDictionary<string, Tensor> tensors,
        IReadOnlyDictionary<string, string> metadata,
        string path
    )
    {
        var (intra, inter, division) = (new IntraFrameMatcher(), new InterFrameMatcher(), new DivisionMatcher());
        Load(intra, tensors, IntraPrefix, path);
        Load(inter, tensors, InterPrefix, path);
        Load(division, tensors, DivisionPrefix, path);
        return new CellMatcher(intra, inter, division, Candidates(metadata, path));
    }

    /// <summary>Reads the live network of a training's checkpoint or of a finished model.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another network.</exception>
    public static Progress LoadNetwork(LiveNetwork network, string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"no trained network at {path}; train it first", path);
        var (tensors, metadata) = Safetensors.Read(path);
        try
        {
            Load(network, tensors, tensors.Keys.Any(k => k.StartsWith(NetworkPrefix, StringComparison.Ordinal)) ? NetworkPrefix : "", path);
        }
        finally
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        }

        var steps = int.Parse(metadata.GetValueOrDefault("steps", "0"), CultureInfo.InvariantCulture);
        return new Progress(steps, double.Parse(metadata.GetValueOrDefault("minutes", "0"), CultureInfo.InvariantCulture));
    }

    /// <summary>Writes a training's weights.</summary>
    public static void SaveCheckpoint(nn.Module network, string path, Progress progress) =>
        Safetensors.Write(
            path,
            network.state_dict(),
            new Dictionary<string, string>
            {
                ["steps"] = progress.Steps.ToString(CultureInfo.InvariantCulture),
                ["minutes"] = progress.Minutes.ToString("0.0", CultureInfo.InvariantCulture),
            }
        );

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
                    $"{path} holds {prefix + name} of shape [{string.Join(", ", source.shape)}]; the network needs "
                        + $"[{string.Join(", ", target.shape)}]"
                );
            target.copy_(source);
        }
    }
}
