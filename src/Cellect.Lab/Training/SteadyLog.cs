namespace Cellect.Lab.Training;

/// <summary>A line every ten seconds: enough to see that long work goes on, and no more.</summary>
/// <param name="log">Receives the lines.</param>
internal sealed class SteadyLog(Action<string> log)
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(10);
    private long _last = System.Diagnostics.Stopwatch.GetTimestamp();

    /// <summary>Whether ten seconds have passed since this was last true.</summary>
    public bool Due()
    {
        if (System.Diagnostics.Stopwatch.GetElapsedTime(_last) < s_every)
            return false;
        _last = System.Diagnostics.Stopwatch.GetTimestamp();
        return true;
    }

    /// <summary>Writes a line where one is due.</summary>
    public void Say(Func<string> line)
    {
        if (Due())
            log(line());
    }
}
