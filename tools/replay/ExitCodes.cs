namespace Cellect.Replay;

/// <summary>The exit codes of every verb, docs/architecture.md.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    public const int Failed = 1;

    public const int Usage = 2;

    public const int InputUnusable = 3;
}
