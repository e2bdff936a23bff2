using System.Numerics;
using Cellect.Overlay.Rendering;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Tests;

public class TailThinnerTests
{
    [Fact]
    public void Thin_StepsTooShortToSee_AreJoinedAndEndWhereTheyEnded()
    {
        var tails = Steps(track: 1, count: 100, length: 0.1f);

        var thinned = new TailThinner().Thin(tails, finest: 1);

        Assert.InRange(thinned.Count, 10, 15);
        Assert.Equal((tails[0].From, tails[^1].To, 0f), (thinned[0].From, thinned[^1].To, thinned[^1].ToAge));
        Assert.All(thinned.Zip(thinned.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
    }

    [Fact]
    public void Thin_LongSteps_StayAsTheyAre() => Assert.Equal(20, new TailThinner().Thin(Steps(1, 20, 3), finest: 1).Count);

    [Fact]
    public void Thin_SeveralTracksInTurn_AreNotMixed()
    {
        var (one, other) = (Steps(1, 50, 0.1f), Steps(2, 50, 0.1f));
        TailSegment[] mixed =
        [
            .. one.Zip(other)
                .SelectMany(pair =>
                    new[] { pair.First, pair.Second with { From = pair.Second.From + Vector3.UnitY, To = pair.Second.To + Vector3.UnitY } }
                ),
        ];

        var thinned = new TailThinner().Thin(mixed, finest: 1);

        Assert.All(thinned, step => Assert.Equal(step.Track - 1, step.To.Y));
        Assert.InRange(thinned.Count, 10, 16);
    }

    private static TailSegment[] Steps(int track, int count, float length) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new TailSegment(
                    track,
                    Vector3.UnitX * i * length,
                    Vector3.UnitX * (i + 1) * length,
                    1 - i / (float)count,
                    1 - (i + 1) / (float)count
                )),
        ];
}
