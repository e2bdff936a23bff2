namespace Cellect.Overlay.Displays;

/// <summary>
/// How often to draw, or to take a volume: no more often than the options allow, and no more than a share of the time, so that the overlay
/// gives way by itself where the processor is short (a drawing then takes longer, and the rest after it grows with it). While the user
/// turns the view, the share is larger.
/// </summary>
/// <param name="time">Clock.</param>
/// <param name="maxFramesPerSecond">Drawings, or volumes, a second at most.</param>
internal sealed class DrawingPace(TimeProvider time, int maxFramesPerSecond)
{
    private const double ShareAtRest = 0.1;
    private const double ShareInUse = 0.6;
    private const double Smoothing = 0.3;
    private static readonly TimeSpan InUse = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(2);

    private readonly TimeSpan _shortest = TimeSpan.FromSeconds(1.0 / maxFramesPerSecond);
    private TimeSpan _usual;
    private long? _drawnAt;
    private long? _usedAt;
    private bool _hurried;

    /// <summary>The user has done something.</summary>
    public void Used() => _usedAt = time.GetTimestamp();

    /// <summary>True while the user is turning, scrubbing or dragging.</summary>
    public bool IsInUse => _usedAt is { } used && time.GetElapsedTime(used) < InUse;

    /// <summary>A drawing is done.</summary>
    /// <param name="began">When it began, <see cref="TimeProvider.GetTimestamp"/>.</param>
    public void Drawn(long began)
    {
        _hurried = false;
        var first = _drawnAt is null;
        _drawnAt = time.GetTimestamp();
        // The first one compiles code and shaders: it says nothing about the next.
        if (first)
            return;
        var took = time.GetElapsedTime(began, _drawnAt.Value);
        _usual = _usual == TimeSpan.Zero ? took : _usual + Smoothing * (took - _usual);
    }

    /// <summary>The next drawing is due at once.</summary>
    public void Hurry() => _hurried = true;

    /// <summary>Time until the next drawing may begin; zero when it may.</summary>
    public TimeSpan Rest
    {
        get
        {
            if (_hurried || _drawnAt is not { } drawn)
                return TimeSpan.Zero;
            var rest = Interval - time.GetElapsedTime(drawn);
            return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
        }
    }

    private TimeSpan Interval
    {
        get
        {
            var share = IsInUse ? ShareInUse : ShareAtRest;
            var pause = _usual * (1 / share - 1);
            pause = pause < LongestRest ? pause : LongestRest;
            return pause > _shortest ? pause : _shortest;
        }
    }
}
