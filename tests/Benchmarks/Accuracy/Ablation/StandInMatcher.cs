using Cellect.Model.Linking;

namespace Cellect.Benchmarks.Accuracy.Ablation;

/// <summary>Matching networks of which some are replaced.</summary>
/// <param name="networks">The real ones; not owned.</param>
internal class StandInMatcher(ICellMatcher networks) : ICellMatcher
{
    public int Candidates => networks.Candidates;

    public virtual float[] SameCell(IntraFrameFeatures features) => networks.SameCell(features);

    public virtual float[] Origins(InterFrameFeatures features) => networks.Origins(features);

    public virtual float[] Divisions(DivisionFeatures features) => networks.Divisions(features);

    public void Dispose() { }
}
