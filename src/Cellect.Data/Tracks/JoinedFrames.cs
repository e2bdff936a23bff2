namespace Cellect.Data.Tracks;

/// <summary>
/// Puts the frames of one time point together, for those that show all populations at once. The joined frame has the header of the first
/// population that came. Of one population each frame is given back as it is.
/// </summary>
/// <param name="populations">How many populations there are.</param>
internal sealed class JoinedFrames(int populations)
{
    private readonly List<TrackedFrame> _open = [];

    /// <summary>One more frame, in the order of time.</summary>
    /// <returns>The time points that are whole with it, or had to do without a population; oldest first.</returns>
    public IReadOnlyList<TrackedFrame> Add(TrackedFrame frame)
    {
        if (populations <= 1)
            return [frame];
        var whole = new List<TrackedFrame>(2);
        if (_open.Count > 0 && _open[0].Header.T != frame.Header.T)
            whole.Add(Take()!);
        _open.Add(frame);
        if (_open.Count == populations)
            whole.Add(Take()!);
        return whole;
    }

    /// <summary>What has come of the last time point, where that is not whole; null: nothing.</summary>
    public TrackedFrame? Take()
    {
        if (_open.Count == 0)
            return null;
        var first = _open[0];
        var joined = first with
        {
            Cells = [.. _open.SelectMany(frame => frame.Cells)],
            Divisions = [.. _open.SelectMany(frame => frame.Divisions)],
            Unstable = [.. _open.SelectMany(frame => frame.Unstable)],
            TimeStep = _open.Min(frame => frame.TimeStep),
            Parts = [.. _open.Select(frame => (frame.Header.C, frame.Cells.Count))],
            // Neither is of all.
            Foreground = null,
            State = null,
        };
        _open.Clear();
        return joined;
    }
}
