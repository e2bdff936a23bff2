using Cellect.Benchmarks.Accuracy.Report;

namespace Cellect.Benchmarks.Accuracy.Rows;

/// <summary>One row of the table: data, what is measured on them, and what has to be reached.</summary>
internal interface IAccuracyRow
{
    /// <summary>Short name, as for <c>--rows</c>.</summary>
    string Name { get; }

    /// <summary>The data, for people.</summary>
    string On { get; }

    /// <summary>Measures.</summary>
    Task<IReadOnlyList<MeasuredValue>> MeasureAsync(AccuracyOptions options);
}
