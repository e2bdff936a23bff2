namespace Cellect.Analysis.Interactions;

/// <summary>Follows two cells from before an event until some time after it.</summary>
internal sealed class CurveFollower
{
    private readonly Interaction _event;
    private readonly Sighting _small;
    private readonly Sighting _large;
    private readonly List<DistancePoint> _points = [];

    public CurveFollower(Interaction interaction, Sighting small, Sighting large, int firstT)
    {
        (_event, _small, _large) = (interaction, small, large);
        foreach (var (t, seconds, distance) in small.DistancesTo(large, firstT))
            _points.Add(new DistancePoint(t, seconds - interaction.Seconds, distance));
    }

    /// <summary>Time point of the event.</summary>
    public int T => _event.T;

    /// <summary>Whether this is a cell that it follows.</summary>
    public bool Follows(Sighting sighting) => sighting == _small || sighting == _large;

    /// <summary>One more time point.</summary>
    public void Look(int t, double seconds)
    {
        if (_small.LastT == t && _large.LastT == t)
            _points.Add(new DistancePoint(t, seconds - _event.Seconds, _small.Body.DistanceTo(_large.Body)));
    }

    /// <summary>What it saw.</summary>
    public DistanceCurve Close() => new(_event, _points);
}
