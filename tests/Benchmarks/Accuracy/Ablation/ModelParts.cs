using System.Globalization;
using Cellect.Model.Detections;
using Cellect.Model.Links;
using Cellect.Model.Torch;

namespace Cellect.Benchmarks.Accuracy.Ablation;

/// <summary>Detector and matching networks of a model file, to be put together differently.</summary>
internal static class ModelParts
{
    /// <summary>The detector.</summary>
    /// <param name="model">Model file.</param>
    /// <param name="minScore">Lowest score of a cell; null: that of the file.</param>
    public static IDetector Detector(string model, double? minScore = null)
    {
        var (tensors, metadata) = Safetensors.Read(model);
        try
        {
            var network = new LiveNetwork();
            LiveModel.Load(network, tensors, LiveModel.NetworkPrefix, model);
            var chosen = float.Parse(metadata.GetValueOrDefault(LiveModel.MinScoreKey, "0.5"), CultureInfo.InvariantCulture);
            return new LiveDetector(network, new DetectorOptions { MinScore = minScore }, chosen, LiveModel.PickDevice());
        }
        finally
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        }
    }

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
