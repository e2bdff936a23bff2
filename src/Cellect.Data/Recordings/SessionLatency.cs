namespace Cellect.Data.Recordings;

/// <summary>Percentiles of one stage, milliseconds.</summary>
internal sealed record SessionLatency(float P50, float P95, float P99);
