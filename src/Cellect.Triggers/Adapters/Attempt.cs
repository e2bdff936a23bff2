using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Adapters;

/// <summary>What one attempt came to.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="Detail">For people; empty when there is nothing to say.</param>
/// <param name="Settings">The settings that the microscope's side told; null when it did not.</param>
internal sealed record Attempt(AttemptResult Result, string Detail = "", MicroscopeSettings? Settings = null);

/// <summary>How one attempt ended.</summary>
internal enum AttemptResult
{
    /// <summary>The microscope's side says that it did it.</summary>
    Done,

    /// <summary>It, or the adapter, will not.</summary>
    Refused,

    /// <summary>It was sent, and no acknowledgement that can be read came in time.</summary>
    NoAnswer,

    /// <summary>It certainly did not get there.</summary>
    NotSent,
}
