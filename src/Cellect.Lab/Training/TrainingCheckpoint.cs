using System.Globalization;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Live;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Cellect.Lab.Training;

/// <summary>
/// A training on disk: weights under their own names, the optimiser's moments under <c>optimizer.</c>, and the progress. Written beside and
/// renamed: whatever moment the process is killed at, a whole checkpoint lies at the path.
/// </summary>
internal static class TrainingCheckpoint
{
    private const string First = "optimizer.mean.",
        Second = "optimizer.square.",
        StepsKey = "optimizer_steps",
        StepsOfEach = "optimizer.steps";

    public static void Write(string path, nn.Module network, AdamW optimizer, TrainingState state)
    {
        var tensors = new Dictionary<string, Tensor>(network.state_dict());
        var steps = new List<long>();
        foreach (var (name, moments) in Moments(network, optimizer))
        {
            tensors[First + name] = moments.exp_avg;
            tensors[Second + name] = moments.exp_avg_sq;
            steps.Add(moments.step);
        }

        // Parameters that were frozen for a while have fewer.
        using var each = tensor(steps.ToArray());
        tensors[StepsOfEach] = each;

        Safetensors.Write(
            path,
            tensors,
            new Dictionary<string, string>
            {
                ["steps"] = Text(state.Steps),
                ["minutes"] = Text(state.Minutes),
                ["best"] = Text(state.Best),
                ["guard"] = Text(state.Guard),
                [StepsKey] = Text(steps.Max()),
            }
        );
    }

    /// <summary>Reads a checkpoint back. One without moments (an older one) goes on with a new optimiser.</summary>
    /// <exception cref="InvalidDataException">Not a checkpoint, cut off, or of another network.</exception>
    public static TrainingState Read(string path, nn.Module network, AdamW optimizer)
    {
        var (tensors, metadata) = Safetensors.Read(path);
        try
        {
            LiveModel.Load(network, tensors, "", path);
            if (metadata.TryGetValue(StepsKey, out var steps))
                Restore(network, optimizer, tensors, (long)Number(path, StepsKey, steps), path);
            double Value(string key, double missing) => metadata.TryGetValue(key, out var text) ? Number(path, key, text) : missing;
            return new TrainingState((int)Value("steps", 0), Value("minutes", 0), Value("best", -1), Value("guard", -1));
        }
        finally
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        }
    }

    private static void Restore(nn.Module network, AdamW optimizer, Dictionary<string, Tensor> tensors, long steps, string path)
    {
        using var noGrad = no_grad();
        var each = tensors.TryGetValue(StepsOfEach, out var known) ? known.data<long>().ToArray() : [];
        var index = 0;
        foreach (var (name, moments) in Moments(network, optimizer))
        {
            Copy(moments.exp_avg, First + name);
            Copy(moments.exp_avg_sq, Second + name);
            moments.step = index < each.Length ? each[index] : steps;
            index++;
        }

        void Copy(Tensor target, string name)
        {
            if (!tensors.TryGetValue(name, out var source) || !source.shape.SequenceEqual(target.shape))
                throw new InvalidDataException(
                    $"{path} lacks {name} of shape [{string.Join(", ", target.shape)}]; take an earlier checkpoint or "
                        + $"begin anew in another folder"
                );
            target.copy_(source);
        }
    }

    // The optimiser keeps its states in the order in which it was given the parameters.
    private static IEnumerable<(string Name, AdamW.State Moments)> Moments(nn.Module network, AdamW optimizer) =>
        network.named_parameters().Select(p => p.name).Zip(optimizer.state_dict().State.Cast<AdamW.State>());

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static double Number(string path, string key, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new InvalidDataException($"{path}: {key} is '{text}', not a number; take an earlier checkpoint");
}
