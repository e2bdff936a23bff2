namespace Cellect.Stream.Ingest;

/// <summary>Why a series ended.</summary>
public static class EndReasons
{
    /// <summary>The sender said so.</summary>
    public const string End = "end";

    /// <summary>Another series began, or the same one from its beginning.</summary>
    public const string Replaced = "replaced";

    /// <summary>The last sender of the array recipe went away.</summary>
    public const string Disconnected = "disconnected";

    /// <summary>The service was stopped.</summary>
    public const string Stopped = "stopped";
}
