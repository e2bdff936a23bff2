using System.Globalization;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Devices;
using Cellect.Model.Networks.Live;

namespace Cellect.Benchmarks.Accuracy.Ablation;

/// <summary>Detector and matching networks of a model file, to be put together differently.</summary>
internal static class ModelParts
{
    /// <summary>The detector.</summary>
    /// <param name="model">Model file.</param>
    /// <param name="leastScore">Lowest score of what it finds; null: the file's own threshold.</param>
    public static IDetector Detector(string model, float? leastScore = null)
    {
        var (tensors, metadata) = Safetensors.Read(model);
        try
        {
            var network = new LiveNetwork();
            LiveModel.Load(network, tensors, LiveModel.NetworkPrefix, model);
            return new LiveDetector(network, new DetectorOptions(), leastScore ?? MinScore(metadata), NetworkDevice.Pick());
        }
        finally
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        }
    }

    /// <summary>Lowest score with which a track begins.</summary>
    public static float MinScore(string model)
    {
        var (tensors, metadata) = Safetensors.Read(model);
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
        return MinScore(metadata);
    }

    private static float MinScore(IReadOnlyDictionary<string, string> metadata) =>
        float.Parse(metadata.GetValueOrDefault(LiveModel.MinScoreKey, "0.5"), CultureInfo.InvariantCulture);

    /// <summary>The matching networks.</summary>
    public static ICellMatcher Matcher(string model)
    {
        var (tensors, metadata) = Safetensors.Read(model);
        try
        {
            return LiveModel.Matcher(tensors, metadata, model);
        }
        finally
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        }
    }
}
