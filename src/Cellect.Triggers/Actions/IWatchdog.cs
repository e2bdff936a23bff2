namespace Cellect.Triggers.Actions;

/// <summary>
/// Puts the microscope back when the service cannot: a process of its own that holds the settings recorded at arming, and restores them
/// once when the service dies (its pipe closes) or its heartbeat stops.
/// </summary>
/// <remarks>
/// Order at arming: read every adapter, <see cref="BeginAsync"/>, then send actions. Order at disarming: restore through the adapters
/// with <see cref="ActionRequest.Restore"/>, then <see cref="EndAsync"/>. If <see cref="Lost"/> is set, nobody watches, or the microscope
/// has been put back already: send nothing more, disarm.
/// </remarks>
internal interface IWatchdog : IAsyncDisposable
{
    /// <summary>Null while somebody watches; otherwise why nobody does. Cheap; look at it before every action.</summary>
    string? Lost { get; }

    /// <summary>Starts watching; returns when the watchdog has said that it is ready.</summary>
    /// <param name="arming">Identifies the arming: letters, digits and hyphens; unique for each.</param>
    /// <param name="recorded">The settings to put back, by the name of the adapter.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="IOException">It could not be started. Do not arm then.</exception>
    Task BeginAsync(string arming, IReadOnlyDictionary<string, MicroscopeSettings> recorded, CancellationToken cancel);

    /// <summary>
    /// Tells that the service is alive. Never blocks and never throws; call it from the loop whose health matters, several times in
    /// the watchdog's <c>HeartbeatSeconds</c>, and not from a timer that goes on when that loop hangs.
    /// </summary>
    void Heartbeat();

    /// <summary>Ends the watch at disarming. No effect when nobody watches.</summary>
    /// <param name="restored">True: the microscope is back already, leave. False: put it back now (the service's own attempt
    /// failed).</param>
    /// <param name="cancel">Stops waiting for the watchdog; it still does its work.</param>
    /// <returns>What the watchdog said it did, for the log; empty when it had nothing to do.</returns>
    Task<string> EndAsync(bool restored, CancellationToken cancel);
}
