using System.Numerics.Tensors;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Linking.Cellect2025;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Cellect2025;
using Cellect.Model.Tracks;
using Cellect.Testing;
using TorchSharp;

namespace Cellect.Model.Tests.Networks.Cellect2025;

/// <summary>The published files imported and run: the U-Net's weights are the deterministic ones, those of the matchers real.</summary>
public class Cellect2025ModelTests
{
    private static readonly VoxelGeometry Geometry = new(5, 1, 1);

    private static string UNet => Repository.SharedData("cellect_checkpoints/U-golden-con7.pth");

    private static string Inter => Repository.SharedData("cellect_checkpoints/EX+-x3rd-149.0-4.6540.pth");

    private static string Intra => Repository.SharedData("cellect_checkpoints/EN+-x3rd-149.0-4.6540.pth");

    [Fact]
    [Trait("Speed", "Slow")]
    public void Import_PublishedFiles_GivesAModelThatRunsOneVolumeLate()
    {
        var (path, variant) = Cellect2025Model.Import(UNet, Inter, Intra, NewFolder());
        Assert.Equal("con7", variant);
        InSmallPatches(path);
        using var model = TrackingModel.OpenNetwork(
            path,
            new DetectorOptions { MaxCells = 300 },
            new LinkerOptions(),
            new Cellect2025Options()
        );
        Assert.Null(model.Detect(Volume(1), Geometry));
        var first = model.Detect(Volume(2), Geometry);
        AssertFrame(model, first, firstOfSeries: true);
        var last = model.Finish();
        AssertFrame(model, last, firstOfSeries: false);
        Assert.Null(model.Finish());

        model.Reset();
        Assert.Null(model.Finish());
    }

    [Fact]
    public void Detect_EmptyVolumes_FindsNothingAndGoesOn()
    {
        var (path, _) = Cellect2025Model.Import(UNet, Inter, Intra, NewFolder());
        using var model = TrackingModel.OpenNetwork(path, new DetectorOptions(), new LinkerOptions(), new Cellect2025Options());
        var empty = new ReadOnlyTensorSpan<ushort>(new ushort[3 * 20 * 24], [3, 20, 24]);
        Assert.Null(model.Detect(empty, Geometry));
        var frame = model.Detect(empty, Geometry)!;
        Assert.Empty(frame.Cells);
        Assert.Empty(model.Link(frame, 0).Cells);
        // A volume of another shape is not taken; the one before it is still there to be described.
        Assert.Throws<ArgumentException>(() => model.Detect(Volume(1), Geometry));
        Assert.Empty(model.Finish()!.Cells);
        Assert.Null(model.Finish());
    }

    [Fact]
    public void Import_MatchersSwapped_SaysSo()
    {
        var e = Assert.Throws<InvalidDataException>(() => Cellect2025Model.Import(UNet, Intra, Inter, NewFolder()));
        Assert.Contains("swapped", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_WrongKindOfFile_SaysWhatItIs()
    {
        var e = Assert.Throws<InvalidDataException>(() => Cellect2025Model.Import(Inter, Inter, Intra, NewFolder()));
        Assert.Contains("--unet must name a U-Net", e.Message, StringComparison.Ordinal);
        Assert.Contains("inter-frame network", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FileWithoutOneTensor_NamesIt()
    {
        using var scope = torch.NewDisposeScope();
        using var network = new Cellect2025UNet(Cellect2025Variant.Con7s);
        var tensors = network.state_dict().Where(t => t.Key != "conv3d_l4.weight").ToDictionary(t => t.Key, t => t.Value);
        var e = Assert.Throws<InvalidDataException>(() => Cellect2025Weights.Load(network, tensors, "x.pth"));
        Assert.Contains("conv3d_l4.weight", e.Message, StringComparison.Ordinal);
    }

    private static void AssertFrame(INetworkTracking model, DetectedFrame? frame, bool firstOfSeries)
    {
        Assert.NotNull(frame);
        // The deterministic weights find something, if nothing sensible.
        Assert.InRange(frame.Cells.Length, 1, 300);
        Assert.All(frame.Cells, c =>
            Assert.True(c is { Z: >= 0 and < 14, Y: >= 0 and < 60, X: >= 0 and < 75, Radius: >= 1, Score: >= 0 and <= 1 }, c.ToString())
        );
        Assert.Equal(
            (14, 30, 38, 2),
            (frame.Foreground!.Depth, frame.Foreground.Height, frame.Foreground.Width, frame.Foreground.LateralStride)
        );
        Assert.Contains(frame.Foreground.Probability, p => p > 0);
        var (cells, divisions) = model.Link(frame, firstOfSeries ? 0 : 1);
        Assert.Equal(frame.Cells.Length, cells.Length);
        if (!firstOfSeries)
            return;
        Assert.Equal(Enumerable.Range(1, cells.Length), cells.Select(c => c.Track));
        Assert.Empty(divisions);
    }

    // The published patches are 32x256x256, and take a minute each here.
    private static void InSmallPatches(string path)
    {
        var (tensors, metadata) = Safetensors.Read(path);
        (metadata["patch_depth"], metadata["patch_side"]) = ("16", "64");
        Safetensors.Write(path, tensors, metadata);
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
    }

    private static ReadOnlyTensorSpan<ushort> Volume(int seed)
    {
        // With its border wider than a patch: two patches.
        var random = new Random(seed);
        return new ReadOnlyTensorSpan<ushort>(
            Enumerable.Range(0, 14 * 60 * 75).Select(_ => (ushort)random.Next(1, 1500)).ToArray(),
            [14, 60, 75]
        );
    }

    private static string NewFolder() => Path.Combine(Directory.CreateTempSubdirectory("cellect").FullName, "model");
}
