namespace Cellect.Benchmarks.Accuracy.Report;

/// <summary>What a row of the table showed.</summary>
/// <param name="Row">Short name, as for <c>--rows</c>.</param>
/// <param name="On">The data, for people.</param>
/// <param name="Values">Its measures.</param>
/// <param name="Seconds">Wall-clock time of the row.</param>
internal sealed record RowResult(string Row, string On, IReadOnlyList<MeasuredValue> Values, double Seconds);
