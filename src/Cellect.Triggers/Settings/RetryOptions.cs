using System.ComponentModel.DataAnnotations;

namespace Cellect.Triggers.Settings;

/// <summary>How long and how often an adapter tries.</summary>
internal sealed class RetryOptions
{
    /// <summary>Most attempts for one request.</summary>
    /// <value>1 to 20; default 5.</value>
    [Range(1, 20)]
    public int Attempts { get; init; } = 5;

    /// <summary>How long the first attempt waits for its acknowledgement; each further one waits twice as long.</summary>
    /// <value>10 to 60,000 ms; default 500 ms.</value>
    [Range(10, 60_000)]
    public int TimeoutMilliseconds { get; init; } = 500;

    /// <summary>Longest that one attempt waits, however many went before.</summary>
    /// <value>10 to 600,000 ms; default 8,000 ms.</value>
    [Range(10, 600_000)]
    public int MaxTimeoutMilliseconds { get; init; } = 8_000;

    /// <summary>Pause before the second attempt; before each further one twice as long.</summary>
    /// <value>0 to 10,000 ms; default 20 ms.</value>
    [Range(0, 10_000)]
    public int PauseMilliseconds { get; init; } = 20;
}
