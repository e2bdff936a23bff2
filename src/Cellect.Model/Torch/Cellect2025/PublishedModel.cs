using Cellect.Model.Detections;
using Cellect.Model.Links.Cellect2025;
using static TorchSharp.torch;

namespace Cellect.Model.Torch.Cellect2025;

/// <summary>The published network on disk: the three files of a checkpoint, brought into one safetensors file.</summary>
public static class PublishedModel
{
    /// <summary>Name of the model, and what a file of it says in its metadata under <see cref="NetworkKey"/>.</summary>
    public const string Name = "cellect2025";

    /// <summary>Name of the file in its folder.</summary>
    public const string FileName = Name + ".safetensors";

    /// <summary>Metadata: which network a file holds.</summary>
    internal const string NetworkKey = "network";

    private const string VariantKey = "variant", UNetPrefix = "unet.", InterPrefix = "inter.", IntraPrefix = "intra.";

    /// <summary>Checks the three files of a checkpoint and writes them into a folder.</summary>
    /// <param name="unet">The U-Net with its centre network (<c>U-ext+...pth</c>).</param>
    /// <param name="inter">The inter-frame network (<c>EX+...pth</c>, 8 outputs).</param>
    /// <param name="intra">The intra-frame network (<c>EN+...pth</c>, 6 outputs).</param>
    /// <param name="directory">Made if it is not there.</param>
    /// <returns>The file, and the variant of the U-Net: <c>con7</c> or <c>con7s</c>.</returns>
    /// <exception cref="InvalidDataException">A file is damaged, is none of a checkpoint, or is another one than it is said to be.</exception>
    public static (string Path, string Variant) Import(string unet, string inter, string intra, string directory)
    {
        TorchLibrary.Require();
        using var scope = NewDisposeScope();
        var (unetTensors, interTensors, intraTensors) = (PublishedCheckpoint.Read(unet), PublishedCheckpoint.Read(inter), PublishedCheckpoint.Read(intra));
        if (PublishedWeights.OutputsOf(interTensors) == PublishedMatcher.IntraOutputs && PublishedWeights.OutputsOf(intraTensors) == PublishedMatcher.InterOutputs)
            throw new InvalidDataException($"--inter and --intra are swapped: {inter} is {PublishedWeights.Describe(interTensors)}, {intra} is {PublishedWeights.Describe(intraTensors)}");
        using var network = new PublishedUNet(PublishedWeights.VariantOf(unetTensors));
        Check(network, unetTensors, unet, "--unet", "a U-Net");
        using var interNetwork = new PublishedMatcher(PublishedMatcher.InterOutputs);
        Check(interNetwork, interTensors, inter, "--inter", "an inter-frame network (EX, 8 outputs)");
        using var intraNetwork = new PublishedMatcher(PublishedMatcher.IntraOutputs);
        Check(intraNetwork, intraTensors, intra, "--intra", "an intra-frame network (EN, 6 outputs)");

        var all = new Dictionary<string, Tensor>();
        foreach (var (prefix, tensors) in new[] { (UNetPrefix, unetTensors), (InterPrefix, interTensors), (IntraPrefix, intraTensors) })
            foreach (var (name, value) in tensors)
                all.Add(prefix + name, value);
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, FileName);
        var variant = network.Variant.ToString().ToLowerInvariant();
        Safetensors.Write(path, all, new Dictionary<string, string> { [NetworkKey] = Name, [VariantKey] = variant });
        return (path, variant);
    }

    /// <summary>The model of an imported file's tensors.</summary>
    internal static PublishedTracking Load(IReadOnlyDictionary<string, Tensor> tensors, string path, DetectorOptions detector, PublishedOptions options)
    {
        var unet = Part(tensors, UNetPrefix);
        var network = Filled(new PublishedUNet(PublishedWeights.VariantOf(unet)), unet, path);
        var inter = Filled(new PublishedMatcher(PublishedMatcher.InterOutputs), Part(tensors, InterPrefix), path);
        var intra = Filled(new PublishedMatcher(PublishedMatcher.IntraOutputs), Part(tensors, IntraPrefix), path);
        return new PublishedTracking(new PublishedDetector(network, detector, LiveModel.PickDevice()), new PublishedMatching(intra, inter), options);
    }

    private static void Check(nn.Module network, IReadOnlyDictionary<string, Tensor> tensors, string path, string option, string expected)
    {
        if (PublishedWeights.Describe(tensors) is var found && found != expected)
            throw new InvalidDataException($"{option} must name {expected}; {path} is {found}");
        PublishedWeights.Load(network, tensors, path);
    }

    private static T Filled<T>(T network, IReadOnlyDictionary<string, Tensor> tensors, string path) where T : nn.Module
    {
        PublishedWeights.Load(network, tensors, path);
        return network;
    }

    private static Dictionary<string, Tensor> Part(IReadOnlyDictionary<string, Tensor> tensors, string prefix) =>
        tensors.Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(t => t.Key[prefix.Length..], t => t.Value);
}
