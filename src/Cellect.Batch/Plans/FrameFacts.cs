using Cellect.Model.Networks;

namespace Cellect.Batch.Plans;

/// <summary>What is to be known of a volume that a part of it does not show.</summary>
/// <param name="T">Time point.</param>
/// <param name="Unusable">State in the ledger of a volume that is left out; null: it is used.</param>
/// <param name="Normalization">What its intensities mean.</param>
/// <param name="Shift">How far everything has moved since the last usable volume, voxels.</param>
/// <param name="Repeated">Whether it is that volume once more.</param>
internal sealed record FrameFacts(int T, string? Unusable, Normalization Normalization, (int Z, int Y, int X) Shift, bool Repeated);
