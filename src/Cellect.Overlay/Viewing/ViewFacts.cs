using Cellect.Data.Status;
using Cellect.Data.Tracks;

namespace Cellect.Overlay.Viewing;

/// <summary>What a viewer knows of the service that it watches; <see cref="ViewWords"/> puts it into words.</summary>
internal sealed record ViewFacts
{
    /// <summary>Where the service publishes.</summary>
    public required string Endpoint { get; init; }

    /// <summary>What was found at the socket that does not answer; null: it is being looked at.</summary>
    public ServiceProbe? Probe { get; init; }

    /// <summary>Whether that has been looked at for so long that a status should have come.</summary>
    public bool IsStatusOverdue { get; init; }

    /// <summary>Since when nothing is heard; null: the service is heard, or never was.</summary>
    public DateTimeOffset? LostSince { get; init; }

    /// <summary>What the service tells of itself; null while it is not heard.</summary>
    public ServiceStatus? Counts { get; init; }

    /// <summary>The control socket, when a request for a snapshot was not answered; null: it was.</summary>
    public string? SilentControl { get; init; }

    /// <summary>The series; null before the first.</summary>
    public string? Series { get; init; }

    /// <summary>Whether a frame of it has come.</summary>
    public bool HasFrames { get; init; }

    /// <summary>Whether the service publishes images.</summary>
    public bool HasPreviews { get; init; }

    /// <summary>Where they do not come from although they should; null: they come.</summary>
    public string? SilentPreviews { get; init; }

    /// <summary>Whether the series is over.</summary>
    public bool IsOver { get; init; }

    /// <summary>How it ended; null where that is not known.</summary>
    public SeriesEnd? End { get; init; }
}
