using Cellect.Benchmarks.Accuracy.Report;
using Cellect.Benchmarks.Accuracy.Scoring;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Benchmarks.Accuracy.Tracking;

namespace Cellect.Benchmarks.Accuracy.Rows;

/// <summary>A negative control: in the 31 frames no mitosis can be seen.</summary>
internal sealed class TgmmDivisionsRow : IAccuracyRow
{
    private const int LastFrame = 30;

    public string Name => "tgmm-divisions";

    public string On => "TGMM images, frames 0–30, in which no cell divides";

    public async Task<IReadOnlyList<MeasuredValue>> MeasureAsync(AccuracyOptions options)
    {
        using var specimen = new TgmmSpecimen(options.Data, 1, options.Frames, LastFrame);
        using var method = ModelMethod.Load(options.Model, options.SettleIn);
        var result = await TrackingRun.RunAsync(specimen, method, options.Out);
        var told = Enumerable
            .Range(0, result.NodeCount)
            .Count(node => result.Divides(node) && result.Position(node).Z < SparseScore.LowestSlice);
        return [new("divisions above slice 18", told, 1, 0) { LessIsBetter = true, Decimals = 0 }];
    }
}
