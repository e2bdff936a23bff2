namespace Cellect.Analysis.Traces;

/// <summary>The signal of one cell at one time point, as it stands in <c>traces.csv</c>.</summary>
/// <param name="T">Time point.</param>
/// <param name="Seconds">The same on the stream's clock, since the first frame.</param>
/// <param name="Track">Track id.</param>
/// <param name="Channel">Channel that was read.</param>
/// <param name="Signal">What was read.</param>
/// <param name="F">Mean, less the background where that is asked for; null where there is none.</param>
/// <param name="Baseline">F0, of F with the background taken off where that is asked for.</param>
internal sealed record TraceRow(int T, double Seconds, int Track, int Channel, CellSignal Signal, double? F, double? Baseline)
{
    /// <summary>ΔF/F0 = (F - F0) / F0; null where F0 is not above 0.</summary>
    public double? Relative => Baseline > 0 ? (F - Baseline) / Baseline : null;
}
