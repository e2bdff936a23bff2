namespace Cellect.Overlay.Snapshots;

/// <summary>Figures at one time point.</summary>
/// <param name="T">Time point.</param>
/// <param name="Cells">Cells.</param>
/// <param name="Divisions">Divisions of the series so far.</param>
/// <param name="LatencyMilliseconds">End of exposure (or receipt, where the sender tells no exposure) to tracked; not a number when
/// unknown.</param>
internal readonly record struct CurvePoint(int T, float Cells, float Divisions, float LatencyMilliseconds);
