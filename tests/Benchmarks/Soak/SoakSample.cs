using TorchSharp;

namespace Cellect.Benchmarks.Soak;

/// <summary>What the process holds when nothing is under way.</summary>
internal sealed record SoakSample(int Volumes, long WorkingSetBytes, long HeapBytes, long Tensors, int Lent)
{
    public const string Header = "  volumes  working set MB  GC heap MB  live tensors  buffers lent";

    /// <summary>Takes it as it is: no collection is forced, for one would hide what only the finalisers free.</summary>
    public static SoakSample Take(int volumes, int lent) =>
        new(volumes, Environment.WorkingSet, GC.GetTotalMemory(forceFullCollection: false), torch.Tensor.TotalCount, lent);

    public override string ToString() => $"{Volumes, 9}{WorkingSetBytes / 1e6, 16:0.0}{HeapBytes / 1e6, 12:0.0}{Tensors, 14}{Lent, 14}";
}
