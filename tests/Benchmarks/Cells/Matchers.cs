using Cellect.Live.Hosting;
using Cellect.Model.Linking;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Live;

namespace Cellect.Benchmarks.Cells;

/// <summary>The matching networks of the shipped model.</summary>
internal static class Matchers
{
    /// <summary>Where the service looks for its model.</summary>
    public static string Model => ModelFile.Find("models/live.safetensors");

    /// <summary>The networks.</summary>
    public static ICellMatcher Load()
    {
        var (tensors, metadata) = Safetensors.Read(Model);
        var matcher = LiveModel.Matcher(tensors, metadata, Model);
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
        return matcher;
    }
}
