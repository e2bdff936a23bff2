using System.Globalization;
using Cellect.Model.Detections;
using Cellect.Model.Linking.Cellect2025;
using Cellect.Model.Networks.Devices;
using static TorchSharp.torch;

namespace Cellect.Model.Networks.Cellect2025;

/// <summary>The published network on disk: the three files of a checkpoint, brought into one safetensors file.</summary>
public static class Cellect2025Model
{
    /// <summary>Name of the model, and what a file of it says in its metadata under <see cref="NetworkKey"/>.</summary>
    public const string Name = "cellect2025";

    /// <summary>Name of the file in its folder.</summary>
    public const string FileName = Name + ".safetensors";

    /// <summary>Metadata: which network a file holds.</summary>
    internal const string NetworkKey = "network";

    /// <summary>Names of tensors begin with one of these.</summary>
    internal const string UNetPrefix = "unet.",
        InterPrefix = "inter.",
        IntraPrefix = "intra.";

    /// <summary>Metadata: the variant; slices and side of the patches that the network was trained with; and "true" where its intensities
    /// were rescaled.</summary>
    internal const string VariantKey = "variant",
        PatchDepthKey = "patch_depth",
        PatchSideKey = "patch_side",
        RescaleKey = "rescale";

    // Far more than fits in memory.
    private const int MostDepth = 256,
        MostSide = 2048;

    /// <summary>Checks the three files of a checkpoint and writes them into a folder.</summary>
    /// <param name="unet">The U-Net with its centre network (<c>U-ext+...pth</c>).</param>
    /// <param name="inter">The inter-frame network (<c>EX+...pth</c>, 8 outputs).</param>
    /// <param name="intra">The intra-frame network (<c>EN+...pth</c>, 6 outputs).</param>
    /// <param name="directory">Made if it is not there.</param>
    /// <returns>The file, and the variant of the U-Net: <c>con7</c> or <c>con7s</c>.</returns>
    /// <exception cref="InvalidDataException">A file is damaged, is none of a checkpoint, or is another one than it is said to
    /// be.</exception>
    public static (string Path, string Variant) Import(string unet, string inter, string intra, string directory)
    {
        TorchLibrary.Require();
        using var scope = NewDisposeScope();
        var (unetTensors, interTensors, intraTensors) = (
            Cellect2025Checkpoint.Read(unet),
            Cellect2025Checkpoint.Read(inter),
            Cellect2025Checkpoint.Read(intra)
        );
        if (
            Cellect2025Weights.OutputsOf(interTensors) == Cellect2025Matcher.IntraOutputs
            && Cellect2025Weights.OutputsOf(intraTensors) == Cellect2025Matcher.InterOutputs
        )
            throw new InvalidDataException(
                $"--inter and --intra are swapped: {inter} is {Cellect2025Weights.Describe(interTensors)}, {intra} is "
                    + $"{Cellect2025Weights.Describe(intraTensors)}"
            );
        using var network = new Cellect2025UNet(Cellect2025Weights.VariantOf(unetTensors));
        Check(network, unetTensors, unet, "--unet", "a U-Net");
        using var interNetwork = new Cellect2025Matcher(Cellect2025Matcher.InterOutputs);
        Check(interNetwork, interTensors, inter, "--inter", "an inter-frame network (EX, 8 outputs)");
        using var intraNetwork = new Cellect2025Matcher(Cellect2025Matcher.IntraOutputs);
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

    /// <summary>The model of an imported file, or of one that <c>train</c> wrote.</summary>
    internal static Cellect2025Tracking Load(
        IReadOnlyDictionary<string, Tensor> tensors,
        IReadOnlyDictionary<string, string> metadata,
        string path,
        DetectorOptions detector,
        Cellect2025Options options
    )
    {
        var tiles = new Cellect2025Tiles(
            Extent(metadata, PatchDepthKey, Cellect2025Tiles.Default.Depth, 1, MostDepth, path),
            Extent(metadata, PatchSideKey, Cellect2025Tiles.Default.Side, Cellect2025UNet.LateralMultiple, MostSide, path)
        );
        // A network that was trained on rescaled intensities knows no others.
        var rescale = options.Rescale || metadata.GetValueOrDefault(RescaleKey) == "true";
        var unet = Part(tensors, UNetPrefix);
        var (interTensors, intraTensors) = (Part(tensors, InterPrefix), Part(tensors, IntraPrefix));
        var candidates = (int)Math.Max(1, Cellect2025Weights.OutputsOf(intraTensors) - 1);
        var inter = Filled(new Cellect2025Matcher(candidates + 3, candidates), interTensors, path);
        var intra = Filled(new Cellect2025Matcher(candidates + 1, candidates), intraTensors, path);
        return new Cellect2025Tracking(
            new CardOrProcessor<Cellect2025Detector>(Detector, NetworkDevice.Card(), NetworkDevice.Processor),
            new Cellect2025Matching(intra, inter),
            new Cellect2025Options { Divisions = options.Divisions, Rescale = rescale }
        );

        Cellect2025Detector Detector(NetworkDevice device) =>
            new(Filled(new Cellect2025UNet(Cellect2025Weights.VariantOf(unet)), unet, path), detector, device, tiles);
    }

    private static int Extent(IReadOnlyDictionary<string, string> metadata, string key, int missing, int multiple, int most, string path)
    {
        if (!metadata.TryGetValue(key, out var text))
            return missing;
        // Patches overlap by up to 8 voxels and must have some of their own.
        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value % multiple == 0
            && value is >= 8
            && value <= most
            ? value
            : throw new InvalidDataException(
                $"{path} names {key} {text}; must be 8 to {most} and a multiple of {multiple}: take the file from its source again"
            );
    }

    private static void Check(nn.Module network, IReadOnlyDictionary<string, Tensor> tensors, string path, string option, string expected)
    {
        if (Cellect2025Weights.Describe(tensors) is var found && found != expected)
            throw new InvalidDataException($"{option} must name {expected}; {path} is {found}");
        Cellect2025Weights.Load(network, tensors, path);
    }

    private static T Filled<T>(T network, IReadOnlyDictionary<string, Tensor> tensors, string path)
        where T : nn.Module
    {
        Cellect2025Weights.Load(network, tensors, path);
        return network;
    }

    private static Dictionary<string, Tensor> Part(IReadOnlyDictionary<string, Tensor> tensors, string prefix) =>
        tensors.Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(t => t.Key[prefix.Length..], t => t.Value);
}
