using System.ComponentModel.DataAnnotations;

namespace Cellect.Model.Linking;

/// <summary>When two detections are one cell, when two cells are daughters of one, and how long a missed cell is remembered.</summary>
public sealed class LinkerOptions
{
    /// <summary>Probability above which two detections of one frame are merged.</summary>
    /// <value>0 to 1; default 0.5.</value>
    [Range(0.0, 1.0)]
    public double MinSameCell { get; init; } = 0.5;

    /// <summary>Least probability of a division, as the division network gives it for mother and daughters, less the doubt of a session in
    /// which cells appear from nowhere.</summary>
    /// <value>0 to 1; default 0.2, chosen on sim:embryo and sim:lymphnode. What is published is calibrated, this is not.</value>
    [Range(0.0, 1.0)]
    public double MinDivision { get; init; } = 0.2;

    /// <summary>
    /// How much rarer cells that appear from nowhere are than in training, where many detections are false and many cells are missed.
    /// Lower values link more.
    /// </summary>
    /// <value>0.001 to 1,000; default 0.15 (docs/notebook/settling.md).</value>
    [Range(0.001, 1000.0)]
    public double NewCellOdds { get; init; } = 0.15;

    /// <summary>Farthest that a cell may come from its expected origin, in radii.</summary>
    /// <value>0.1 to 10; default 6.</value>
    [Range(0.1, 10.0)]
    public double MaxDistanceRadii { get; init; } = 6;

    /// <summary>
    /// Whether the volume after a division is asked as well: the division is published at once as likely, and confirmed or withdrawn one
    /// volume later. Work on files waits for that volume and has the confirmed result. The live network alone does so.
    /// </summary>
    /// <value>Default false.</value>
    public bool Confirm { get; init; }

    /// <summary>
    /// Whether a series settles in: what becomes of its tracks adapts, slowly and within bounds, what scores mean in it, and with which
    /// score a cell may come from nowhere. A replay of the same volumes does the same.
    /// </summary>
    /// <value>Default true.</value>
    public bool SettleIn { get; init; } = true;

    /// <summary>
    /// Frames in which a cell may be missed and still go on in the same track when it is found again. 0: a cell that is missed once begins
    /// a new track.
    /// </summary>
    /// <value>0 to 2; default 2.</value>
    [Range(0, 2)]
    public int MemoryFrames { get; init; } = 2;
}
