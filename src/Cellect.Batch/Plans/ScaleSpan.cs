namespace Cellect.Batch.Plans;

/// <summary>What the first pass saw at a time point, and what holds from there to the next.</summary>
/// <param name="From">Time point.</param>
/// <param name="Lateral">Scale of the network, in its steps: rows and columns.</param>
/// <param name="Axial">The same, slices.</param>
/// <param name="Cells">Cells that were seen.</param>
/// <param name="Radius">Their median radius, columns of the source; 0 without any.</param>
internal sealed record ScaleSpan(int From, int Lateral, int Axial, int Cells, float Radius);
