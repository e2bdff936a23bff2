namespace Cellect.Data.Biology;

/// <summary>
/// The account of one part of the volume at one time point, as it stands in <c>proliferation.csv</c>; everything but <see cref="Cells"/>
/// is summed since the first frame. Without errors of tracking and without deaths <see cref="Corrected"/> is <see cref="Divisions"/>;
/// in any case Cells - cells of the first frame = In - Out + Found - Lost + Divisions.
/// </summary>
/// <param name="T">Time point.</param>
/// <param name="Seconds">The same on the stream's clock, since the first frame.</param>
/// <param name="Part">Name of the part.</param>
/// <param name="Cells">Cells in it now.</param>
/// <param name="Growth">Cells now less those of the first frame.</param>
/// <param name="In">Tracks that came in: across its border, or beginning within two radii of it or of the volume's.</param>
/// <param name="Out">Tracks that went out, likewise.</param>
/// <param name="Found">Tracks that began, or were found again, further inside without a division.</param>
/// <param name="Lost">Tracks that ended, or were missed, further inside without a division: deaths among them.</param>
/// <param name="Divisions">Divisions whose place lies in it.</param>
/// <param name="Expected">Divisions to be expected: half the sum, over its cells, of the probability that the cell is a daughter first
/// seen then; those that were not told as divisions are in it with what they weigh.</param>
/// <param name="CellHours">Cells times hours watched.</param>
internal sealed record ProliferationRow(
    int T,
    double Seconds,
    string Part,
    int Cells,
    int Growth,
    long In,
    long Out,
    long Found,
    long Lost,
    long Divisions,
    double Expected,
    double CellHours
)
{
    /// <summary>Growth without flow (paper, Fig. 3m: "increased cell count minus inflow"): growth less what came in, plus what went
    /// out.</summary>
    public long Corrected => Growth - (In - Out);

    /// <summary>Divisions of a cell in an hour; null before anything was watched.</summary>
    public double? RatePerHour => CellHours > 0 ? Divisions / CellHours : null;
}
