using Cellect.Data.Regions;

namespace Cellect.Analysis.Interactions;

/// <summary>What is remembered of two cells that touch, or did lately.</summary>
internal sealed class Pair(Sighting small, Sighting large)
{
    private Latch _contact;
    private Latch _inside;

    public Sighting Small => small;

    public Sighting Large => large;

    /// <summary>Whether they touch.</summary>
    public bool IsContact => _contact.On;

    /// <summary>Whether the larger one has taken the smaller.</summary>
    public bool IsEngulfed => _inside.On;

    /// <summary>Whether there is nothing to remember.</summary>
    public bool IsOver => !_contact.On && !_inside.On && !_contact.Pending && !_inside.Pending;

    /// <summary>One more time point in which both are seen.</summary>
    public void Look(int t, double seconds, InteractionOptions options, List<Interaction> events)
    {
        var (a, b) = (small.Body, large.Body);
        var offset = new Position(a.Place.Z - b.Place.Z, a.Place.Y - b.Place.Y, a.Place.X - b.Place.X);
        var now = new Moment(t, seconds, a.Place, offset, a.DistanceTo(b));
        if (_contact.Look(now.Distance <= options.ContactMicrometres, options.ContactFrames, now))
            events.Add(Event(_contact.On ? InteractionKind.Contact : InteractionKind.Parted, _contact.Since, t));
        var isInside = offset.DistanceTo(default) <= b.Radius && a.Radius < b.Radius;
        if (isInside && !_inside.On && small.Engulfer is not null)
            isInside = false;
        if (
            isInside
            && _inside is { On: false, Pending: true }
            && offset.DistanceTo(_inside.Since.Offset) > options.TogetherRadii * b.Radius
        )
            _inside.Restart();
        if (!_inside.Look(isInside, options.EngulfedFrames, now))
            return;
        small.Engulfer = _inside.On ? this : null;
        events.Add(Event(_inside.On ? InteractionKind.Engulfed : InteractionKind.Released, _inside.Since, t));
    }

    /// <summary>One of the two is forgotten.</summary>
    public void End()
    {
        if (small.Engulfer == this)
            small.Engulfer = null;
    }

    private Interaction Event(InteractionKind kind, in Moment since, int toldT) =>
        new(
            since.T,
            since.Seconds,
            kind,
            small.Population,
            small.Body.Track,
            large.Population,
            large.Body.Track,
            since.Place,
            since.Distance,
            toldT
        );
}
