using Cellect.Model.Networks;
using Cellect.Model.Networks.Live;
using TorchSharp;

namespace Cellect.Benchmarks.Accuracy.Ablation;

/// <summary>
/// A model without centre network: the foreground's logit, smoothed over 3×3×3 voxels of the map, takes the place of the centre levels.
/// Made by giving the centre network weights that do just that, so that everything else stays as it is.
/// </summary>
internal static class ForegroundModel
{
    /// <summary>The foreground's own threshold: that of the centre map was chosen for another map.</summary>
    public const float MinScore = 0.5f;

    private const string Centre = LiveModel.NetworkPrefix + "centre.";

    /// <summary>Added before the rectifiers and taken off at the end, so that they let negative logits pass.</summary>
    private const float Lift = 20;

    private static readonly float[] Binomial = [0.25f, 0.5f, 0.25f];

    /// <summary>Writes the changed model.</summary>
    /// <param name="model">Model file.</param>
    /// <param name="path">File to write.</param>
    /// <exception cref="InvalidDataException">The model's centre network is another one.</exception>
    public static void Write(string model, string path)
    {
        var (tensors, metadata) = Safetensors.Read(model);
        try
        {
            Smooth(tensors, model);
            Replace(tensors, model, "context.weight", shape => Fill(shape, _ => 0));
            Replace(tensors, model, "context.bias", shape => Fill(shape, _ => 0));
            Replace(tensors, model, "levels.weight", shape => Fill(shape, i => i % shape[1] == 0 ? 1 : 0));
            Replace(tensors, model, "levels.bias", shape => Fill(shape, _ => -Lift));
            Safetensors.Write(path, tensors, metadata);
        }
        finally
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        }
    }

    /// <summary>Output 0 is the foreground's logit, a weighted sum of the features, smoothed; the others are 0; the normalisation does
    /// nothing.</summary>
    private static void Smooth(Dictionary<string, torch.Tensor> tensors, string model)
    {
        var weight = Values(tensors, model, "foreground.weight");
        var bias = Values(tensors, model, "foreground.bias")[0];
        Replace(tensors, model, "sharpen.conv.weight", shape => Kernel(shape, weight));
        Replace(tensors, model, "sharpen.conv.bias", shape => Fill(shape, i => i == 0 ? bias + Lift : 0));
        Replace(tensors, model, "sharpen.norm.weight", shape => Fill(shape, _ => 1));
        Replace(tensors, model, "sharpen.norm.bias", shape => Fill(shape, _ => 0));
        Replace(tensors, model, "sharpen.norm.running_mean", shape => Fill(shape, _ => 0));
        Replace(tensors, model, "sharpen.norm.running_var", shape => Fill(shape, _ => 1));
    }

    private static float[] Values(Dictionary<string, torch.Tensor> tensors, string model, string name) =>
        tensors.TryGetValue(LiveModel.NetworkPrefix + name, out var tensor)
            ? tensor.data<float>().ToArray()
            : throw new InvalidDataException($"{model} lacks the tensor {LiveModel.NetworkPrefix + name}; it was made for another network");

    private static float[] Kernel(long[] shape, float[] weight)
    {
        if (shape is not [_, var inputs, 3, 3, 3] || inputs != weight.Length)
            throw new InvalidDataException(
                $"the centre network has weights of shape [{string.Join(", ", shape)}], not [n, {weight.Length}, 3, 3, "
                    + $"3]; adapt {nameof(ForegroundModel)}"
            );
        return Fill(shape, i => i / 27 < inputs ? weight[i / 27] * Binomial[i / 9 % 3] * Binomial[i / 3 % 3] * Binomial[i % 3] : 0);
    }

    private static float[] Fill(long[] shape, Func<long, float> value)
    {
        var values = new float[shape.Aggregate(1L, (product, side) => product * side)];
        for (var i = 0; i < values.Length; i++)
            values[i] = value(i);
        return values;
    }

    private static void Replace(Dictionary<string, torch.Tensor> tensors, string model, string name, Func<long[], float[]> values)
    {
        if (!tensors.Remove(Centre + name, out var old))
            throw new InvalidDataException($"{model} lacks the tensor {Centre + name}; it was made for another network");
        using (old)
            tensors[Centre + name] = torch.tensor(values(old.shape), old.shape);
    }
}
