namespace Cellect.Overlay.Scenes;

/// <summary>What the status strip says of the stream at one glance.</summary>
internal enum Badge
{
    /// <summary>No series yet.</summary>
    Waiting,

    /// <summary>Volumes come.</summary>
    Live,

    /// <summary>Nothing came for longer than twice the interval.</summary>
    Stale,

    /// <summary>The series is over.</summary>
    Ended,

    /// <summary>A viewer hears nothing from the service.</summary>
    Disconnected,
}
