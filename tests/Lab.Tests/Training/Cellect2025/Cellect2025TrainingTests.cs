using System.Numerics.Tensors;
using Cellect.Lab.Training;
using Cellect.Lab.Training.Cellect2025;
using Cellect.Model;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Linking.Cellect2025;
using Cellect.Model.Networks.Cellect2025;
using TorchSharp;
using static TorchSharp.torch;

namespace Cellect.Lab.Tests.Training.Cellect2025;

/// <summary>The published network in training: steps, cell-wise losses, checkpoint, model file.</summary>
public sealed class Cellect2025TrainingTests : IDisposable
{
    private static readonly TrainingOptions Tiny = new()
    {
        CropDepth = 8,
        CropSide = 32,
        LearningRate = 2e-3,
    };
    private readonly string _folder = Directory.CreateTempSubdirectory("cellect").FullName;

    [Fact]
    [Trait("Speed", "Slow")]
    public void Step_OnOneSequenceAgainAndAgain_LowersTheLoss()
    {
        // Weights that begin by chance now and then learn a little more slowly than a bound could foresee.
        random.manual_seed(1);
        using var steps = new Cellect2025Steps(Tiny);
        var sequence = NetworkTrainerTests.Balls(1);
        float Take() => steps.Take(sequence, Tiny.LearningRate, cellWise: false, matchersLearn: false);
        var first = Enumerable.Range(0, 2).Average(_ => Take());
        for (var i = 0; i < 8; i++)
            Take();
        var last = Enumerable.Range(0, 2).Average(_ => Take());
        Assert.True(last < 0.9 * first, $"loss went from {first} to {last}");
    }

    [Fact]
    public void Compute_PeaksAtTheCells_EveryCellWiseLossReachesTheEmbeddings()
    {
        using var scope = NewDisposeScope();
        using var networks = new Cellect2025Networks(Cellect2025Variant.Con7, candidates: 7);
        var cells = Enumerable.Range(0, 8).Select(i => new TrainingCell(4, 6 + i / 4 * 12, 4 + i % 4 * 7, 3, i, false)).ToArray();
        var map = new CellMap(cells, 8, 32, 2);
        var targets = new Cellect2025Targets(map, map, [.. cells.Select((_, i) => (i, false))], complete: true, dark: null);
        var maps = new[] { Maps(cells, 1), Maps(cells, 2) };
        var loss = new Cellect2025Loss(new Random(1));
        loss.Compute(networks, maps, new Cellect2025Sampler.Sample([], [targets, targets], new VoxelGeometry(2, 1, 1)), cellWise: true)
            .backward();
        Assert.All(Cellect2025Loss.Names.Zip(loss.Values), part => Assert.True(double.IsFinite(part.Second), part.First));
        Assert.All(maps, m => Assert.InRange(Sum(m.Features.grad), float.Epsilon, float.MaxValue));
        Assert.All(new[] { networks.Inter, networks.Intra }, m =>
            Assert.InRange(m.parameters().Sum(p => Sum(p.grad)), float.Epsilon, float.MaxValue)
        );
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Take_MatchersFrozen_LeavesThemAsTheyWere()
    {
        using var steps = new Cellect2025Steps(Tiny);
        var before = Values(steps.Networks.Inter);
        steps.Take(NetworkTrainerTests.Balls(1), 1e-3, cellWise: true, matchersLearn: false);
        Assert.Equal(before, Values(steps.Networks.Inter));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Resume_AfterFrozenMatchers_WritesTheSameBytesAgain()
    {
        string path = Path.Combine(_folder, "last.safetensors"),
            again = path + ".again";
        var state = new TrainingState(2, 0.25, 0.5, -1);
        using (var steps = new Cellect2025Steps(Tiny))
        {
            steps.Take(NetworkTrainerTests.Balls(1), 1e-3, cellWise: true, matchersLearn: false);
            steps.Take(NetworkTrainerTests.Balls(2), 1e-3, cellWise: true, matchersLearn: true);
            steps.Save(path, state);
        }

        using var resumed = new Cellect2025Steps(Tiny);
        Assert.Equal(state, resumed.Resume(path));
        resumed.Save(again, state);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(again));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Write_TrainedModel_LoadsAndRunsWithItsPatchesAndCandidates()
    {
        var path = Path.Combine(_folder, Cellect2025Model.FileName);
        using (var steps = new Cellect2025Steps(Tiny with { MatcherCandidates = 8 }))
            steps.Beginning.Write(path, steps.Networks, TrainingState.Beginning);
        using var model = TrackingModel.OpenNetwork(
            path,
            new DetectorOptions { MaxCells = 50 },
            new LinkerOptions(),
            new Cellect2025Options()
        );
        var sequence = NetworkTrainerTests.Balls(1);
        Assert.Null(model.Detect(Volume(sequence, 0), sequence.Geometry));
        var frame = model.Detect(Volume(sequence, 1), sequence.Geometry)!;
        Assert.Equal((sequence.Depth, sequence.Height / 2), (frame.Foreground!.Depth, frame.Foreground.Height));
        Assert.Equal(frame.Cells.Length, model.Link(frame, 1).Cells.Length);
        // Random weights of a training go on from there.
        using var further = new Cellect2025Steps(Tiny with { From = path });
        Assert.Equal((8, true), (further.Beginning.Candidates, further.Beginning.Rescale));
    }

    [Fact]
    public void Load_PatchOfNoSuchSize_IsRefused()
    {
        using var scope = NewDisposeScope();
        var path = Path.Combine(_folder, Cellect2025Model.FileName);
        using var networks = new Cellect2025Networks(Cellect2025Variant.Con7, 5);
        new Cellect2025Beginning(Cellect2025Variant.Con7, 5, new Cellect2025Tiles(8, 40), true).Write(
            path,
            networks,
            TrainingState.Beginning
        );
        var e = Assert.Throws<InvalidDataException>(() =>
            TrackingModel.OpenNetwork(path, new DetectorOptions(), new LinkerOptions(), new Cellect2025Options())
        );
        Assert.Contains("patch_side 40", e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Of the magnitudes; 0 where there is no gradient.</summary>
    private static float Sum(torch.Tensor? gradient) => gradient is null ? 0 : gradient.abs().sum().item<float>();

    private static float[] Values(Cellect2025Matcher matcher) =>
        [.. matcher.state_dict().Values.Where(v => v.dtype == ScalarType.Float32).SelectMany(v => v.data<float>().ToArray())];

    private static ReadOnlyTensorSpan<ushort> Volume(TrainingSequence sequence, int t) =>
        new(sequence.Volumes[t], [sequence.Depth, sequence.Height, sequence.Width]);

    /// <summary>Maps that see all as cell and a peak at each centre, with random features.</summary>
    private static Cellect2025UNet.Maps Maps(TrainingCell[] cells, int seed)
    {
        random.manual_seed(seed);
        var (segmentation, centre) = (zeros([1, 3, 32, 32, 8]), zeros([1, 5, 32, 32, 8]));
        segmentation[0, 1] = ones(32, 32, 8);
        centre[0, 0] = ones(32, 32, 8);
        foreach (var cell in cells)
            centre[0, 4, (int)cell.Y, (int)cell.X, (int)cell.Z] = tensor(30f);
        return new Cellect2025UNet.Maps(
            segmentation,
            centre,
            zeros([1, 2, 32, 32, 8]),
            ones([1, 1, 32, 32, 8]),
            randn([1, 32, 32, 32, 8], requires_grad: true)
        );
    }
}
