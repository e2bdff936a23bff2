namespace Cellect.Dashboard.Documents;

/// <summary>Figures at one time point.</summary>
/// <param name="T">Time point.</param>
/// <param name="UnixSeconds">When its volume was exposed (or received, where the sender tells no exposure); 0: unknown.</param>
/// <param name="Cells">Cells.</param>
/// <param name="Divisions">Divisions of the series so far.</param>
/// <param name="Milliseconds">From then to tracked; null: unknown.</param>
internal readonly record struct CurvePoint(int T, double UnixSeconds, int Cells, int Divisions, double? Milliseconds);
