using Cellect.Live.Hosting;
using Cellect.Model.Links;
using Cellect.Model.Torch;

namespace Cellect.Benchmarks.Cells;

/// <summary>The matching networks of the shipped model or, where there is none, untrained ones: the same work, but meaningless answers.</summary>
internal static class Matchers
{
    /// <summary>Where the service looks for its model.</summary>
    public const string ShippedModel = "models/live.safetensors";

    /// <summary>The shipped model; null when there is none.</summary>
    public static string? FindModel()
    {
        try
        {
            return ModelFile.Find(ShippedModel);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The networks and the options to use them with.</summary>
    /// <param name="told">For people: which networks these are.</param>
    public static (CellMatcher Matcher, LinkerOptions Options) Load(out string told)
    {
        if (FindModel() is not { } path)
        {
            told = $"matching networks: UNTRAINED, for there is no {ShippedModel}; their answers are noise and harder to assign than real ones";
            // Noise must not merge the cells away.
            return (new CellMatcher(new IntraFrameMatcher(), new InterFrameMatcher()), new LinkerOptions { MinSameCell = 1 });
        }

        told = $"matching networks: {path}";
        var (tensors, _) = Safetensors.Read(path);
        var (intra, inter) = (new IntraFrameMatcher(), new InterFrameMatcher());
        LiveModel.Load(intra, tensors, LiveModel.IntraPrefix, path);
        LiveModel.Load(inter, tensors, LiveModel.InterPrefix, path);
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
        return (new CellMatcher(intra, inter), new LinkerOptions());
    }
}
