using Cellect.Data.Tracks;

namespace Cellect.Analysis.Interactions;

/// <summary>Puts the frames of one time point together. A time point is complete with the frames of all populations or, where one is
/// missing, with the first frame of the next.</summary>
/// <param name="populations">Channels that are tracked.</param>
internal sealed class TimePoints(IReadOnlyList<int> populations)
{
    private List<TrackedFrame> _frames = [];

    /// <summary>One more frame, in the order of time and of the channels.</summary>
    /// <returns>The time points that are complete with it, each a frame or more.</returns>
    public IReadOnlyList<IReadOnlyList<TrackedFrame>> Add(TrackedFrame frame)
    {
        var complete = new List<IReadOnlyList<TrackedFrame>>();
        if (_frames.Count > 0 && _frames[0].Header.T != frame.Header.T)
            complete.Add(Take());
        _frames.Add(frame);
        if (_frames.Count == populations.Count)
            complete.Add(Take());
        return complete;
    }

    /// <summary>The time point that is not complete, if there is one.</summary>
    public IReadOnlyList<TrackedFrame> Take()
    {
        var frames = _frames;
        _frames = [];
        return frames;
    }
}
