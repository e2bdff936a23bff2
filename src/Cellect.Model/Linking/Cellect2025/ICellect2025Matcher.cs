namespace Cellect.Model.Linking.Cellect2025;

/// <summary>The two published matchers: from features to probabilities. A function of its inputs; called from one thread.</summary>
internal interface ICellect2025Matcher : IDisposable
{
    /// <summary>Candidates a cell.</summary>
    int Candidates => Cellect2025Features.DefaultCandidates;

    /// <summary>[row, candidates + 1] probability, each for itself, that the candidate is the same cell; the last that none is.</summary>
    float[] Within(Cellect2025Features features);

    /// <summary>[row, candidates + 2]: the same for the candidates of the frame that follows and for none; then the probability that the
    /// cell divides.</summary>
    float[] Between(Cellect2025Features features);
}
