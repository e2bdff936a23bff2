using Cellect.Model.Linking;

namespace Cellect.Benchmarks.Accuracy.Ablation;

/// <summary>Without intra-frame network: no two detections are one cell.</summary>
/// <param name="networks">The real ones; not owned.</param>
internal sealed class NoMerging(ICellMatcher networks) : StandInMatcher(networks)
{
    public override float[] SameCell(IntraFrameFeatures features) => new float[features.Index.Length];
}
