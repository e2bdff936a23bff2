namespace Cellect.Analysis.Divisions;

/// <summary>A step of a Kaplan-Meier curve.</summary>
/// <param name="Seconds">Age, s.</param>
/// <param name="Undivided">Share of the cells that is older than this without having divided, 0 to 1.</param>
/// <param name="StandardError">Of that share (Greenwood's formula).</param>
/// <param name="AtRisk">Cells that reached this age.</param>
/// <param name="Divided">Those of them that divided at it.</param>
internal readonly record struct SurvivalStep(double Seconds, double Undivided, double StandardError, long AtRisk, long Divided);
