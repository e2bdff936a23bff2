using Cellect.Analysis.Interactions;
using Cellect.Data.Regions;
using CsCheck;

namespace Cellect.Analysis.Tests.Interactions;

public class PopulationInteractionsTests
{
    private const int Bacteria = 0,
        Neutrophils = 1;

    private static readonly InteractionOptions Options = new();

    [Fact]
    public void ABacteriumThatIsTaken_GoesFromFreeToContactToEngulfed_AndStaysSoWhileBothMove()
    {
        var interactions = new PopulationInteractions(Options);
        var frames = new List<InteractionFrame>();
        for (var t = 0; t < 40; t++)
        {
            // It comes at 2 µm a frame, is 5 µm from the centre at t = 10, and 1 µm from it from t = 12 on; the neutrophil runs off then.
            var (centre, apart) = (t < 12 ? 50.0 : 50 + (3 * (t - 12)), Math.Max(1, 25 - (2.0 * t)));
            frames.Add(Advance(interactions, t, [new Body(1, At(centre + apart), 0.5)], [new Body(2, At(centre), 5)]));
        }

        var events = frames.SelectMany(frame => frame.Events).ToArray();
        Assert.Equal([InteractionKind.Contact, InteractionKind.Engulfed], events.Select(e => e.Kind));
        // Surfaces: 25 - 2t - 5.5 is at most 1 from t = 10 on; the centre lies inside from t = 10 on.
        Assert.Equal((10, 11, 1, 2), (events[0].T, events[0].ToldT, events[0].Track, events[0].Partner!.Value));
        Assert.Equal(-0.5, events[0].Distance!.Value, 1e-9);
        Assert.Equal((Bacteria, Neutrophils), (events[1].Population, events[1].PartnerPopulation!.Value));
        // It still came nearer at t = 10 to 12: only then do they move together.
        Assert.InRange(events[1].T, 10, 12);
        Assert.Equal(events[1].T + Options.EngulfedFrames - 1, events[1].ToldT);
        Assert.All(frames[..11], frame => Assert.Equal((1, 0, 0), States(frame)));
        Assert.Equal((0, 1, 0), States(frames[11]));
        Assert.All(frames[events[1].ToldT..], frame => Assert.Equal((0, 0, 1), States(frame)));
    }

    [Fact]
    public void ABacteriumThatIsPassedThrough_IsTouchedButNotEngulfed()
    {
        var interactions = new PopulationInteractions(Options);
        var events = new List<Interaction>();
        // A fast neutrophil slides over it, 2 µm a frame: the centre lies inside for five frames.
        for (var t = 0; t < 40; t++)
            events.AddRange(Advance(interactions, t, [new Body(1, At(50), 0.5)], [new Body(2, At(20 + (2 * t)), 5)]).Events);
        Assert.Equal([InteractionKind.Contact, InteractionKind.Parted], events.Select(e => e.Kind));
        // |30 - 2t| - 5.5 is at most 1 from t = 12 to t = 18.
        Assert.Equal([12, 19], events.Select(e => e.T));
    }

    [Fact]
    public void ATouchOfOneFrame_IsNone()
    {
        var interactions = new PopulationInteractions(Options);
        for (var t = 0; t < 10; t++)
            Assert.Empty(Advance(interactions, t, [new Body(1, At(t == 5 ? 6 : 20), 0.5)], [new Body(2, At(0), 5)]).Events);
    }

    [Fact]
    public void OneNeutrophil_TakesSeveral_AndAnotherCannotTakeThemAsWell()
    {
        var interactions = new PopulationInteractions(Options);
        InteractionFrame? last = null;
        for (var t = 0; t < 6; t++)
            last = Advance(
                interactions,
                t,
                [new Body(1, At(1), 0.5), new Body(2, At(-1), 0.5), new Body(3, At(2), 0.5)],
                [new Body(11, At(0), 5), new Body(12, At(4), 5)]
            );
        Assert.Equal((0, 0, 3), States(last!));
    }

    [Fact]
    public void ACellThatIsGoneForLong_IsLost_WhereItWas_WithWhoHeldIt()
    {
        var interactions = new PopulationInteractions(Options);
        var events = new List<Interaction>();
        for (var t = 0; t < 40; t++)
        {
            Body[] bacteria = t < 5 ? [new Body(1, At(1), 0.5), new Body(3, At(90), 0.5)] : [];
            events.AddRange(Advance(interactions, t, bacteria, [new Body(2, At(0), 5)]).Events);
        }

        var lost = events.Where(e => e.Kind == InteractionKind.Lost).ToArray();
        Assert.Equal([(1, (int?)2, 4), (3, null, 4)], lost.Select(e => (e.Track, e.Partner, e.T)));
        Assert.All(lost, e => Assert.Equal(4 + PopulationInteractions.KeepFrames + 1, e.ToldT));
        Assert.Equal(2, Advance(interactions, 40, [], [new Body(2, At(0), 5)]).States.Single().Lost);
    }

    [Fact]
    public void ACellThatIsMissedForAMoment_StaysWhatItWas()
    {
        var interactions = new PopulationInteractions(Options);
        var events = new List<Interaction>();
        for (var t = 0; t < 20; t++)
            events.AddRange(Advance(interactions, t, t is 7 or 8 ? [] : [new Body(1, At(1), 0.5)], [new Body(2, At(0), 5)]).Events);
        Assert.Equal([InteractionKind.Contact, InteractionKind.Engulfed], events.Select(e => e.Kind));
    }

    [Fact]
    public void Distances_AreTold_FromBeforeTheEventUntilAfterIt()
    {
        var interactions = new PopulationInteractions(Options);
        var curves = new List<DistanceCurve>();
        for (var t = 0; t < 80; t++)
            curves.AddRange(Advance(interactions, t, [new Body(1, At(Math.Max(6, 66 - (2 * t))), 0.5)], [new Body(2, At(0), 5)]).Curves);
        var curve = Assert.Single(curves);
        Assert.Equal((InteractionKind.Contact, 30), (curve.Event.Kind, curve.Event.T));
        Assert.Equal(Enumerable.Range(10, 41), curve.Points.Select(point => point.T));
        Assert.All(curve.Points, point => Assert.Equal(Math.Max(6, 66 - (2 * point.T)) - 5.5, point.Distance, 1e-9));
        Assert.All(curve.Points, point => Assert.Equal(10.0 * (point.T - 30), point.Seconds, 1e-9));
        Assert.Empty(interactions.Finish());
    }

    [Fact]
    public void Grid_FindsThePairs_ThatAllPairsWould() =>
        Gen.Select(Cells(1, 60, 0.3, 1), Cells(1000, 20, 2, 6))
            .Sample(
                (small, large) =>
                {
                    var interactions = new PopulationInteractions(Options with { ContactFrames = 1 });
                    var found = Advance(interactions, 0, small, large).Events.Select(e => (e.Track, e.Partner!.Value));
                    var expected =
                        from a in small
                        from b in large
                        where a.DistanceTo(b) <= Options.ContactMicrometres
                        select (a.Track, b.Track);
                    Assert.Equal(expected.Order(), found.Order());
                }
            );

    [Fact]
    public void Memory_IsThatOfTheTracksThatMayGoOn()
    {
        var interactions = new PopulationInteractions(Options);
        for (var t = 0; t < 500; t++)
            Advance(interactions, t, [new Body(1 + t, At(1), 0.5)], [new Body(100_000 + t, At(0), 5)]);
        Assert.InRange(interactions.Tracks, 2, 2 * (PopulationInteractions.KeepFrames + 2));
    }

    private static Gen<Body[]> Cells(int first, int most, double leastRadius, double mostRadius) =>
        Gen.Select(Gen.Double[0, 60], Gen.Double[0, 60], Gen.Double[0, 60], Gen.Double[leastRadius, mostRadius])
            .Array[1, most]
            .Select(cells => cells.Select((c, i) => new Body(first + i, new Position(c.Item1, c.Item2, c.Item3), c.Item4)).ToArray());

    private static Position At(double x) => new(10, 20, x);

    private static (int, int, int) States(InteractionFrame frame) => frame.States.Select(s => (s.Free, s.Contact, s.Engulfed)).Single();

    private static InteractionFrame Advance(PopulationInteractions interactions, int t, Body[] bacteria, Body[] neutrophils) =>
        interactions.Advance(t, 10 * t, [new PopulationBodies(Bacteria, bacteria), new PopulationBodies(Neutrophils, neutrophils)]);
}
