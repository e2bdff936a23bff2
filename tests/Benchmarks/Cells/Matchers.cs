using Cellect.Live.Hosting;
using Cellect.Model.Links;
using Cellect.Model.Torch;

namespace Cellect.Benchmarks.Cells;

/// <summary>The matching networks of the shipped model or, where there is none, a stand-in that does the same work.</summary>
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

    /// <summary>The networks.</summary>
    /// <param name="told">For people: which networks these are.</param>
    public static ICellMatcher Load(out string told)
    {
        if (FindModel() is not { } path)
        {
            told = $"matching networks: UNTRAINED, for there is no {ShippedModel}; distances stand in for their answers";
            return new StandInMatcher();
        }

        told = $"matching networks: {path}";
        var (tensors, _) = Safetensors.Read(path);
        var (intra, inter, division) = (new IntraFrameMatcher(), new InterFrameMatcher(), new DivisionMatcher());
        LiveModel.Load(intra, tensors, LiveModel.IntraPrefix, path);
        LiveModel.Load(inter, tensors, LiveModel.InterPrefix, path);
        LiveModel.Load(division, tensors, LiveModel.DivisionPrefix, path);
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
        return new CellMatcher(intra, inter, division);
    }
}
