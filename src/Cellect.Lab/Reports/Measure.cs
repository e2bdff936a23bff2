namespace Cellect.Lab.Reports;

/// <summary>One number of an evaluation.</summary>
/// <param name="Key">Its name in JSON and text.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Value">The number; null where it is not defined.</param>
public readonly record struct Measure(string Key, string Label, double? Value);
