using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Adapters;

/// <summary>One protocol: single attempts, which <see cref="RetryingAdapter"/> repeats. Never used by two callers at once.</summary>
internal interface IMicroscopeLink : IAsyncDisposable
{
    /// <summary>Whether the device can be asked for its settings.</summary>
    bool CanRead { get; }

    /// <summary>Whether a request that may have been carried out already may be sent again: the other side knows keys, or carrying it out
    /// twice is as once.</summary>
    /// <param name="request">The request.</param>
    bool IsRepeatable(ActionRequest request);

    /// <summary>Asks for the settings once.</summary>
    /// <param name="timeout">How long to wait for the answer.</param>
    /// <param name="cancel">Given up by the caller.</param>
    Task<Attempt> ReadAsync(TimeSpan timeout, CancellationToken cancel);

    /// <summary>Asks for a change once.</summary>
    /// <param name="request">What to change.</param>
    /// <param name="sending">To be told when it is handed to the socket.</param>
    /// <param name="timeout">How long to wait for the acknowledgement.</param>
    /// <param name="cancel">Given up by the caller.</param>
    Task<Attempt> SendAsync(ActionRequest request, Sending sending, TimeSpan timeout, CancellationToken cancel);
}
