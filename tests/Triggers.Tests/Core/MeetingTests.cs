using Cellect.Data.Tracks;
using Cellect.Testing;
using Cellect.Triggers.Rules;

namespace Cellect.Triggers.Tests.Core;

public class MeetingTests
{
    private const int Neutrophils = 0,
        Bacteria = 2;

    [Fact]
    public void Contact_WhenItHasHeld_FiresOnce_WithWhereAndWhenItBegan()
    {
        var fired = Fired("\"Event\":\"Contact\",\"Channel\":2,\"With\":0", t => t < 5 ? 40 : 6);
        var one = Assert.Single(fired);
        Assert.Equal((6, 5, 1), (one.Frame.T, one.Occurrence.EventT, one.Occurrence.Track));
        // 6 voxels of 0.5 µm between the centres, radii 1 and 4 voxels.
        Assert.Equal(0.5, one.Occurrence.Value, 1e-6);
        Assert.Equal(3, one.Occurrence.Place!.Value.X - At0, 1e-6);
    }

    [Fact]
    public void Contact_OfTheLargerPopulation_IsAboutTheLargerCell() =>
        Assert.Equal([100], Fired("\"Event\":\"Contact\",\"Channel\":0", t => t < 5 ? 40 : 6).Select(e => e.Occurrence.Track));

    [Fact]
    public void Contact_WithAnotherPopulation_DoesNotFire() =>
        Assert.Empty(Fired("\"Event\":\"Contact\",\"Channel\":2,\"With\":1", t => t < 5 ? 40 : 6));

    [Fact]
    public void Engulfed_WhenTheCentreHasLainInside_Fires()
    {
        var one = Assert.Single(Fired("\"Event\":\"Engulfed\",\"Channel\":2", t => t < 5 ? 40
                : t < 8 ? 6
                : 1));
        Assert.Equal((10, 8), (one.Frame.T, one.Occurrence.EventT));
    }

    [Fact]
    public void ARuleWithoutChannel_IsAboutTheFirst() =>
        Assert.Equal([3], Fired("\"Event\":\"NewTrack\",\"ConfirmVolumes\":0", _ => 40, late: 3).Select(e => e.Frame.T));

    [Fact]
    public void ATrackOfOnePopulation_IsNotLostWithTheFramesOfOthers() =>
        Assert.Empty(Fired("\"Event\":\"LostTrack\",\"ConfirmVolumes\":1", _ => 40));

    [Fact]
    public void SamePopulation_IsAMistake_AndSaysWhatToDo() =>
        Assert.Contains(
            Book.Try("""{"Triggers":{"Rules":[{"Name":"r","When":{"Event":"Contact","Channel":1,"With":1},"Then":[]}]}}""", []).Mistakes,
            mistake => mistake.Contains("With must be another than Channel", StringComparison.Ordinal)
        );

    private const double At0 = 25;

    private static List<Evaluation> Fired(string condition, Func<int, float> apart, int late = -1)
    {
        var engine = new RuleEngine(Book.Of($$$"""{"Name":"r","When":{ {{{condition}}} },"Guards":{"WarmUpVolumes":0}}"""));
        engine.BeginSeries();
        var fired = new List<Evaluation>();
        for (var t = 0; t < 15; t++)
        {
            List<TrackedCell> neutrophils = [FakeSeries.Cell(100, z: 5, y: 50, x: 50, radius: 4)];
            if (late >= 0 && t >= late)
                neutrophils.Add(FakeSeries.Cell(101, z: 5, y: 90, x: 90, radius: 4));
            fired.AddRange(engine.Evaluate(Frame(t, Neutrophils, [.. neutrophils])));
            fired.AddRange(engine.Evaluate(Frame(t, 1, [FakeSeries.Cell(200, z: 5, y: 10, x: 10, radius: 6)])));
            fired.AddRange(engine.Evaluate(Frame(t, Bacteria, [FakeSeries.Cell(1, z: 5, y: 50, x: 50 + apart(t), radius: 1)])));
        }

        return [.. fired.Where(evaluation => evaluation.Fires)];
    }

    private static TrackedFrame Frame(int t, int channel, TrackedCell[] cells) =>
        FakeSeries.Frame(FakeSeries.Header(t: t) with { C = channel }, cells, [], t == 0 ? 0 : 1);
}
