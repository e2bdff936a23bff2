namespace Cellect.Data.Status;

/// <summary>A limit of the safety envelope, and how near the microscope is to it. Only limits that are set are told.</summary>
/// <param name="Name">What is limited, for people: <c>light of the last hour</c>, <c>power</c>, <c>exposure</c>, <c>interval</c>,
/// <c>stage travel</c>, <c>firings a minute</c>, <c>actions waiting</c>.</param>
/// <param name="Used">The present value, the worst of all adapters; null: not known.</param>
/// <param name="Most">The highest that is allowed.</param>
/// <param name="Unit">Its unit; empty for a number of things.</param>
internal sealed record SafetyLimit(string Name, double? Used, double Most, string Unit)
{
    /// <summary>The lowest that is allowed; 0 for all but the interval.</summary>
    public double Least { get; init; }
}
