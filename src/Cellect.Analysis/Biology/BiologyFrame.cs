using Cellect.Analysis.Divisions;
using Cellect.Analysis.Lives;
using Cellect.Analysis.Traces;
using Cellect.Data.Biology;

namespace Cellect.Analysis.Biology;

/// <summary>What one frame adds to the analysis.</summary>
/// <param name="T">Time point.</param>
/// <param name="Seconds">The same on the stream's clock, since the first frame.</param>
/// <param name="Ended">Tracks that turned out with it to have ended, in the order of their ids.</param>
/// <param name="Divisions">Its divisions, in the order of their first daughters.</param>
/// <param name="Parts">The account of each part of the volume.</param>
internal sealed record BiologyFrame(
    int T,
    double Seconds,
    IReadOnlyList<EndedTrack> Ended,
    IReadOnlyList<DivisionRow> Divisions,
    IReadOnlyList<ProliferationRow> Parts
)
{
    /// <summary>The signals of its cells, in its order; none where they are not read.</summary>
    public IReadOnlyList<TraceRow> Traces { get; init; } = [];
}
