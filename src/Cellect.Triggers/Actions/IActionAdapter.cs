namespace Cellect.Triggers.Actions;

/// <summary>
/// One way to a microscope. It takes one request at a time: further ones wait for their turn. Nothing that the other side does makes
/// it throw; every request ends in a reply within the time that its retries allow.
/// </summary>
internal interface IActionAdapter : IAsyncDisposable
{
    /// <summary>Name of the adapter in the settings.</summary>
    string Name { get; }

    /// <summary>Whether no specimen is at stake: actions that replayed volumes fire are sent too.</summary>
    bool IsRehearsal { get; }

    /// <summary>
    /// Whether the device can be asked for its settings. Where it cannot (a TTL line, a webhook that does not answer with settings),
    /// <see cref="ReadAsync"/> gives the adapter's configured <c>SafeState</c>.
    /// </summary>
    bool CanRead { get; }

    /// <summary>The present settings: what is recorded at arming and put back at the end.</summary>
    /// <exception cref="IOException">No answer, or none that can be read, after all retries. Do not arm then.</exception>
    /// <exception cref="OperationCanceledException">Given up by the caller.</exception>
    Task<MicroscopeSettings> ReadAsync(CancellationToken cancel);

    /// <summary>Asks for a change, with retries, until it is acknowledged, refused or given up.</summary>
    /// <exception cref="OperationCanceledException">Given up by the caller; whether it was carried out is not known.</exception>
    Task<ActionReply> SendAsync(ActionRequest request, CancellationToken cancel);
}
