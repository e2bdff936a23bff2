using Cellect.Data.Volumes;

namespace Cellect.Triggers.Adapters;

/// <summary>When and how often a request was sent.</summary>
internal sealed class Sending(TimeProvider time)
{
    /// <summary>Counts the attempts that reached a socket.</summary>
    public int Attempts { get; private set; }

    /// <summary>When the first one did, UTC nanoseconds since 1970; 0: never.</summary>
    public long FirstNs { get; private set; }

    /// <summary>The clock, UTC nanoseconds since 1970.</summary>
    public long NowNs => time.UtcNanoseconds();

    /// <summary>Called when an attempt was handed to the socket.</summary>
    public void Sent()
    {
        if (Attempts++ == 0)
            FirstNs = NowNs;
    }
}
