using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Devices;
using Cellect.Model.Networks.Live;
using Cellect.Model.Tracks;
using Cellect.Testing;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Cellect.Model.Tests.Networks;

/// <summary>The way to a graphics card, on a stand-in that computes on the processor, counts what is sent to it, and fails when
/// told.</summary>
public sealed class CardTests
{
    private const string Broken = "CUDA error: unspecified launch failure\nException raised from c10_cuda_check_implementation";
    private const int SmallTile = 90_000;
    private static readonly VoxelGeometry Geometry = new(2, 0.5, 0.5);

    /// <summary>Each volume is read twice, as the newest and as the one before, and tile by tile.</summary>
    [Fact]
    public void Detect_OnACard_SendsEachVolumeOnce()
    {
        var card = new StandInCard();
        using var network = Detector(card, SmallTile);
        using var processor = Detector(NetworkDevice.Processor, SmallTile);
        PreparedVolume? before = null;
        for (var t = 0; t < 3; t++)
        {
            var volume = Volume(t, 8, 64, 200);
            Assert.Equal(processor.Detect(volume, before).Cells, network.Detect(volume, before).Cells);
            before?.Dispose();
            before = volume;
        }

        before?.Dispose();
        Assert.True(Tiling.Split(8, 64, 200, SmallTile).Count > 1);
        Assert.Equal(3, card.Sent);
        Assert.Equal(0, card.Alive);
    }

    /// <summary>The volume that the card failed on is seen again on the processor, and the tracks are those of a session without a
    /// card.</summary>
    [Fact]
    public void Track_CardFailsInTheSession_GoesOnOnTheProcessorWithTheSameTracks()
    {
        var card = new StandInCard();
        using var failing = LiveTracking.Load(Repository.Model, new DetectorOptions(), new LinkerOptions(), card);
        using var without = LiveTracking.Load(Repository.Model, new DetectorOptions(), new LinkerOptions(), card: null);
        INetworkTracking state = failing;
        var devices = new List<string>();
        for (var t = 0; t < 3; t++)
        {
            card.Fails = t >= 1;
            Assert.Equal(Tracks(without, t), Tracks(failing, t));
            devices.Add(state.CardFailure is null ? "card" : "processor");
        }

        Assert.Equal(["card", "processor", "processor"], devices);
        Assert.Equal("CUDA error: unspecified launch failure", state.CardFailure);
        Assert.Equal("cpu", state.Device);
        Assert.Equal(2, failing.Tracks);
    }

    [Fact]
    public void Open_CardThatCannotTakeTheNetwork_OpensOnTheProcessor()
    {
        using var either = new CardOrProcessor<Step>(
            device => ReferenceEquals(device, NetworkDevice.Processor) ? new Step(1) : throw new ExternalException("CUDA out of memory"),
            new StandInCard(),
            NetworkDevice.Processor
        );
        Assert.Equal(1, either.Run(step => step.Value));
        Assert.Equal("CUDA out of memory", either.Failure);
    }

    /// <summary>What fails on the processor too is the volume's fault: the card stays in use.</summary>
    [Fact]
    public void Run_FailsOnBoth_ThrowsAndKeepsTheCard()
    {
        var card = new StandInCard();
        using var either = new CardOrProcessor<Step>(
            device => new Step(ReferenceEquals(device, card) ? 2 : 1),
            card,
            NetworkDevice.Processor
        );
        Assert.Throws<ExternalException>(() => either.Run<int>(_ => throw new ExternalException("shapes differ")));
        Assert.Null(either.Failure);
        Assert.Equal(2, either.Run(step => step.Value));
    }

    /// <summary>Half floats end at 65,504: what lies between the network's layers must stay far below.</summary>
    [Theory]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float16)]
    public void Detect_InSixteenBits_FindsTheSameCells(ScalarType precision)
    {
        using var half = Detector(new NetworkDevice(CPU, precision, isCard: false), 12_000_000);
        using var full = Detector(new NetworkDevice(CPU, ScalarType.Float32, isCard: false), 12_000_000);
        using var volume = Volume(0, 11, 72, 80);
        var (expected, actual) = (full.Detect(volume, null).Cells, half.Detect(volume, null).Cells);
        Assert.Equal(2, expected.Length);
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].X, actual[i].X, 0.2f);
            Assert.Equal(expected[i].Score, actual[i].Score, 0.03f);
        }
    }

    private static (int Track, float X)[] Tracks(LiveTracking model, int t)
    {
        var frame = model.Detect(Balls(t, 11, 72, 80), Geometry);
        return [.. model.Link(frame, 1).Cells.Select(cell => (cell.Track, frame.Cells[cell.Detection].X))];
    }

    private static LiveDetector Detector(NetworkDevice device, int maxTileVoxels)
    {
        var (tensors, _) = Safetensors.Read(Repository.Model);
        var network = new LiveNetwork();
        LiveModel.Load(network, tensors, LiveModel.NetworkPrefix, Repository.Model);
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
        return new LiveDetector(network, new DetectorOptions { MaxTileVoxels = maxTileVoxels }, 0.6f, device);
    }

    private static PreparedVolume Volume(int t, int depth, int height, int width) =>
        PreparedVolume.From(Balls(t, depth, height, width), Geometry);

    /// <summary>Two soft balls of radius 6 columns (1.5 slices) that move a little.</summary>
    private static ReadOnlyTensorSpan<ushort> Balls(int t, int depth, int height, int width)
    {
        var random = new Random(t);
        var voxels = new ushort[depth * height * width];
        for (var z = 0; z < depth; z++)
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
            voxels[(z * height + y) * width + x] = (ushort)(
                100 + random.Next(12) + Ball(z - 4, y - 20 - 2 * t, x - 22) + Ball(z - 6, y - 50, x - 58 + 2 * t)
            );
        return new ReadOnlyTensorSpan<ushort>(voxels, [depth, height, width]);
    }

    private static float Ball(float z, float y, float x) => 400 / (1 + MathF.Exp((MathF.Sqrt(16 * z * z + y * y + x * x) - 6) / 0.9f));

    private sealed record Step(int Value) : IDisposable
    {
        public void Dispose() { }
    }

    private sealed class StandInCard() : NetworkDevice(CPU, Processor.Precision, isCard: true)
    {
        private readonly List<Tensor> _sent = [];

        public bool Fails { get; set; }

        public int Sent => _sent.Count;

        public int Alive => _sent.Count(tensor => !tensor.IsInvalid);

        public override Tensor Send(Tensor voxels)
        {
            if (Fails)
                throw new ExternalException(Broken);
            var sent = voxels.clone();
            _sent.Add(sent);
            return sent;
        }
    }
}
