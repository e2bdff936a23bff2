namespace Cellect.Replay;

/// <summary>Plain lines, one every few seconds, for logs and pipes.</summary>
internal sealed class PlainDisplay(TextWriter output, TimeProvider time, int? frames) : IReplayDisplay
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    private long _last = time.GetTimestamp();

    public void Say(string line) => output.WriteLine(line);

    public void Advance(int next)
    {
        if (time.GetElapsedTime(_last) < Between)
            return;
        _last = time.GetTimestamp();
        output.WriteLine(frames is null ? $"{next} volumes" : $"{next} of {frames} volumes");
    }
}
