using System.Diagnostics;

namespace Cellect.Lab.Training;

/// <summary>When long work writes a line: every ten seconds, enough to see that it goes on and no more.</summary>
internal sealed class Cadence
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private long _last = Stopwatch.GetTimestamp();

    /// <summary>Whether ten seconds have passed since this was last true.</summary>
    public bool Due()
    {
        if (Stopwatch.GetElapsedTime(_last) < Every)
            return false;
        _last = Stopwatch.GetTimestamp();
        return true;
    }
}
