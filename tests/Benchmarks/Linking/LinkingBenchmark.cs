using BenchmarkDotNet.Attributes;
using Cellect.Benchmarks.Cells;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using TorchSharp;

namespace Cellect.Benchmarks.Linking;

/// <summary>What linking costs for one frame, on one core.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class LinkingBenchmark
{
    private ICellMatcher _matcher = null!;
    private Linker _linker = null!;
    private DetectedFrame _found = null!,
        _now = null!,
        _before = null!;
    private InterFrameFeatures _features = null!;

    [Params(1_000, 3_000, 10_000, 30_000)]
    public int Cells { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        torch.set_num_threads(1);
        _matcher = Matchers.Load();
        _linker = new Linker(_matcher, new LinkerOptions());
        var cells = new SyntheticCells(Cells, seed: 1);
        _before = _linker.Merge(cells.Next());
        _found = cells.Next();
        _now = _linker.Merge(_found);
        _features = InterFrameFeatures.Compute(_now, Origins.Of(_before), 1);
        var links = _linker.Link(_now, _before, 1);
        Console.WriteLine(
            $"// {_found.Cells.Length} detections, {_now.Cells.Length} cells after merging, "
                + $"{links.Count(l => l.Parent >= 0)} of them linked"
        );
    }

    [GlobalCleanup]
    public void Cleanup() => _matcher.Dispose();

    /// <summary>Duplicates: features, intra-frame network, suppression.</summary>
    [Benchmark]
    public object Merge() => _linker.Merge(_found);

    /// <summary>Candidates and their features alone.</summary>
    [Benchmark]
    public object Features() => InterFrameFeatures.Compute(_now, Origins.Of(_before), 1);

    /// <summary>The inter-frame network alone.</summary>
    [Benchmark]
    public object Network() => _matcher.Origins(_features);

    /// <summary>Features, inter-frame and division networks, assignment.</summary>
    [Benchmark]
    public object Link() => _linker.Link(_now, _before, 1);

    /// <summary>All that linking adds to a frame: merge and link.</summary>
    [Benchmark(Baseline = true)]
    public object Frame() => _linker.Link(_linker.Merge(_found), _before, 1);
}
