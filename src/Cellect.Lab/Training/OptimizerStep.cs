using static TorchSharp.torch;

namespace Cellect.Lab.Training;

/// <summary>
/// One step of an optimiser without a garbage collection in it: TorchSharp's optimisers pass temporaries to LibTorch that a collection
/// can free under its hands (docs/model.md, "TorchSharp's temporaries").
/// </summary>
internal static class OptimizerStep
{
    // Far more than a step allocates; other threads may allocate beside it.
    private const long Room = 64 << 20;

    // There is one such region a process.
    private static readonly Lock Gate = new();

    public static void Take(optim.Optimizer optimizer)
    {
        using var alone = Gate.EnterScope();
        var quiet = GC.TryStartNoGCRegion(Room);
        try
        {
            optimizer.step();
        }
        finally
        {
            // Another thread may have used the room up, which ended the region.
            if (quiet && System.Runtime.GCSettings.LatencyMode == System.Runtime.GCLatencyMode.NoGCRegion)
                GC.EndNoGCRegion();
        }
    }
}
