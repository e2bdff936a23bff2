namespace Cellect.Stream.Ingest;

/// <summary>Why ingest threw a volume away.</summary>
public static class DropReasons
{
    /// <summary>Planes were missing.</summary>
    public const string Incomplete = "incomplete";

    /// <summary>The pipeline was behind, and the policy gave up the newest volume.</summary>
    public const string Newest = "newest";

    /// <summary>The pipeline was behind, and the policy gave up the oldest waiting volume.</summary>
    public const string Oldest = "oldest";

    /// <summary>The service was cancelled before the pipeline took the volume.</summary>
    public const string Stopped = "stopped";
}
