namespace Cellect.Model.Linking;

/// <summary>The three matching networks: from features to probabilities. A function of its inputs; called from one thread.</summary>
internal interface ICellMatcher : IDisposable
{
    /// <summary>Candidates a cell that the inter-frame network was trained with, 2 to 10.</summary>
    int Candidates { get; }

    /// <summary>[detection, candidate] probability that the two are one cell; 0 where there is no candidate.</summary>
    float[] SameCell(IntraFrameFeatures features);

    /// <summary>[cell, candidate + none] probability of each origin, summing to 1.</summary>
    float[] Origins(InterFrameFeatures features);

    /// <summary>[pair] probability that the two are daughters of one.</summary>
    float[] Divisions(DivisionFeatures features);
}
