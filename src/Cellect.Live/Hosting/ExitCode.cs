namespace Cellect.Live.Hosting;

/// <summary>What the program returns; docs/architecture.md, "Verbs".</summary>
internal sealed class ExitCode
{
    public const int Done = 0,
        Failed = 1,
        Usage = 2,
        InputUnusable = 3;

    /// <summary>Written by whoever faults.</summary>
    public int Value { get; set; }
}
