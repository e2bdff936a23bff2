using Cellect.Data.Regions;

namespace Cellect.Analysis.Divisions;

/// <summary>A division, as it stands in <c>divisions.csv</c>.</summary>
/// <param name="T">Time point at which the daughters are first seen.</param>
/// <param name="Seconds">The same on the stream's clock, since the first frame.</param>
/// <param name="Mother">Track id that ended.</param>
/// <param name="First">Track id of the one daughter.</param>
/// <param name="Second">Track id of the other.</param>
/// <param name="Place">Midway between the daughters, µm.</param>
/// <param name="Probability">0 to 1, calibrated.</param>
/// <param name="Generation">Of the daughters; null: unknown.</param>
/// <param name="CycleSeconds">From the mother's birth to this division; null where her birth was not seen.</param>
/// <param name="TimeStep">Time points since the frame before; more than 1 after a gap, across which the time is that uncertain.</param>
/// <param name="Regions">The regions that the place lies in.</param>
internal sealed record DivisionRow(
    int T,
    double Seconds,
    int Mother,
    int First,
    int Second,
    Position Place,
    double Probability,
    int? Generation,
    double? CycleSeconds,
    int TimeStep,
    IReadOnlyList<string> Regions
);
