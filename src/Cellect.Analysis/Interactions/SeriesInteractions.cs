using Cellect.Data.Tracks;

namespace Cellect.Analysis.Interactions;

/// <summary>Contacts and engulfments of one series, frame by frame: live and afterwards the same code, and the same numbers.</summary>
/// <param name="populations">Channels that are tracked; with less than two there is nothing to tell.</param>
/// <param name="options">When cells touch.</param>
/// <param name="assumedIntervalSeconds">Time between two time points where nothing is told.</param>
internal sealed class SeriesInteractions(IReadOnlyList<int> populations, InteractionOptions options, double assumedIntervalSeconds)
{
    private readonly TimePoints _points = new(populations);
    private readonly PopulationInteractions _interactions = new(options);
    private readonly StreamClock _clock = new(assumedIntervalSeconds);
    private readonly HashSet<int> _divided = [];
    private long? _firstNs;

    /// <summary>How a cell stands to the larger ones; null where it is not known.</summary>
    public BodyState? StateOf(int track) => _interactions.StateOf(track);

    /// <summary>One more frame, in the order of time and of the channels.</summary>
    /// <returns>The time points that are complete with it.</returns>
    public IReadOnlyList<InteractionFrame> Advance(TrackedFrame frame)
    {
        if (populations.Count < 2)
            return [];
        var found = new List<InteractionFrame>();
        foreach (var point in _points.Add(frame))
            found.Add(Advance(point));
        return found;
    }

    /// <summary>The series is over.</summary>
    public (IReadOnlyList<InteractionFrame> Frames, IReadOnlyList<DistanceCurve> Curves) Finish()
    {
        var rest = _points.Take();
        InteractionFrame[] frames = rest.Count == 0 ? [] : [Advance(rest)];
        return (frames, _interactions.Finish());
    }

    private InteractionFrame Advance(IReadOnlyList<TrackedFrame> point)
    {
        var now = _clock.Advance(point[0]);
        _firstNs ??= now;
        _divided.Clear();
        foreach (var frame in point)
        foreach (var division in frame.Divisions)
            _divided.Add(division.Mother);
        return _interactions.Advance(
            point[0].Header.T,
            (now - _firstNs.Value) / 1e9,
            [.. point.Select(frame => new PopulationBodies(frame.Header.C, Bodies(frame)))],
            _divided.Contains
        );
    }

    private static Body[] Bodies(TrackedFrame frame)
    {
        var voxel = frame.Header.VoxelMicrometres;
        var bodies = new Body[frame.Cells.Count];
        for (var i = 0; i < bodies.Length; i++)
        {
            var cell = frame.Cells[i];
            bodies[i] = new Body(cell.Track, new(cell.Z * voxel.Z, cell.Y * voxel.Y, cell.X * voxel.X), cell.Radius * voxel.X);
        }

        return bodies;
    }
}
