using Cellect.Benchmarks.Accuracy.Report;
using Cellect.Benchmarks.Accuracy.Scoring;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Benchmarks.Accuracy.Tracking;

namespace Cellect.Benchmarks.Accuracy.Rows;

/// <summary>The TGMM images interpolated to isotropic voxels: as many cells as in the images as they are.</summary>
internal sealed class TgmmIsotropicRow : IAccuracyRow
{
    // Five times the slices: a few frames tell the number of cells.
    private const int UsualFrames = 4;

    public string Name => "tgmm-isotropic";

    public string On => "TGMM interpolated to isotropic voxels (about 70 cells above slice 18 as given)";

    public async Task<IReadOnlyList<MeasuredValue>> MeasureAsync(AccuracyOptions options)
    {
        using var specimen = new IsotropicSpecimen(new TgmmSpecimen(options.Data, 1, options.Frames ?? UsualFrames));
        using var method = ModelMethod.Load(options.Model, options.SettleIn);
        var result = await TrackingRun.RunAsync(specimen, method, options.Out);
        var above = Enumerable
            .Range(0, result.NodeCount)
            .Count(node => result.Position(node).Z < SparseScore.LowestSlice * specimen.SlicesForOne);
        return [new("cells above slice 18 a frame", (double)above / specimen.Frames, 80) { LessIsBetter = true, Decimals = 1 }];
    }
}
