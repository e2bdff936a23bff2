using Cellect.Data.Tracks;

namespace Cellect.Dashboard.Documents;

/// <summary>Figures at one time point.</summary>
/// <param name="T">Time point.</param>
/// <param name="UnixSeconds">When its volume was exposed (or received, where the sender tells no exposure); 0: unknown.</param>
/// <param name="Cells">Cells.</param>
/// <param name="Divisions">Divisions of the series so far.</param>
/// <param name="Milliseconds">From then to tracked; null: unknown.</param>
internal readonly record struct CurvePoint(int T, double UnixSeconds, int Cells, int Divisions, double? Milliseconds)
{
    /// <summary>The figures of a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="divisions">Divisions of the series so far.</param>
    public static CurvePoint Of(TrackedFrame frame, int divisions)
    {
        var stamps = frame.Stamps;
        var from = stamps.ExposureEndNs > 0 ? stamps.ExposureEndNs : stamps.ReceivedNs;
        double? latency = from > 0 && stamps.LinkedNs > from ? (stamps.LinkedNs - from) / 1e6 : null;
        return new CurvePoint(frame.Header.T, from / 1e9, frame.Cells.Count, divisions, latency);
    }
}
