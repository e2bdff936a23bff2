namespace Cellect.Data.Status;

/// <summary>What a supervisor asks of the service.</summary>
/// <param name="Live">False when it hangs: it should be started anew.</param>
/// <param name="Ready">False when it takes no volumes (yet, or any more).</param>
/// <param name="Why">What is wrong, in one sentence; empty when it is live and ready.</param>
internal readonly record struct ServiceHealth(bool Live, bool Ready, string Why);
