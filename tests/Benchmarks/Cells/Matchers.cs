using Cellect.Live.Hosting;
using Cellect.Model.Links;
using Cellect.Model.Torch;

namespace Cellect.Benchmarks.Cells;

/// <summary>The matching networks of the shipped model.</summary>
internal static class Matchers
{
    /// <summary>Where the service looks for its model.</summary>
    public static string Model => ModelFile.Find("models/live.safetensors");

    /// <summary>The networks.</summary>
    public static ICellMatcher Load()
    {
        var (tensors, _) = Safetensors.Read(Model);
        var (intra, inter, division) = (new IntraFrameMatcher(), new InterFrameMatcher(), new DivisionMatcher());
        LiveModel.Load(intra, tensors, LiveModel.IntraPrefix, Model);
        LiveModel.Load(inter, tensors, LiveModel.InterPrefix, Model);
        LiveModel.Load(division, tensors, LiveModel.DivisionPrefix, Model);
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
        return new CellMatcher(intra, inter, division);
    }
}
