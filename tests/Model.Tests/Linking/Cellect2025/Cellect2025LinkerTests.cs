using Cellect.Model.Linking;
using Cellect.Model.Linking.Cellect2025;

namespace Cellect.Model.Tests.Linking.Cellect2025;

/// <summary>cellect-reference.md §6.2 and §6.3.</summary>
public class Cellect2025LinkerTests
{
    private static readonly Cellect2025Frame Before = FakeMatcher.Frame((0, 0, 0, 5), (0, 0, 50, 5), (0, 0, 100, 5));
    private static readonly Cellect2025Frame Now = FakeMatcher.Frame(
        (0, 0, 102, 5),
        (0, 0, 52, 5),
        (0, 0, 2, 5),
        (0, 12, 0, 5),
        (0, 200, 200, 5)
    );

    [Fact]
    public void Link_OneGoodCandidateEach_TakesIt()
    {
        var links = Link(
            new FakeMatcher
            {
                Links =
                {
                    [(0, 2)] = 0.9f,
                    [(1, 1)] = 0.8f,
                    [(2, 0)] = 0.7f,
                },
            }
        );
        Assert.Equal([2, 1, 0, -1, -1], links.Select(l => l.Parent));
        Assert.Equal(0.9f, links[2].Probability);
    }

    [Fact]
    public void Link_NoneIsBest_LeavesTheCellWithoutSuccessor() =>
        Assert.Equal(-1, Link(new FakeMatcher { Links = { [(0, 2)] = 0.6f }, None = { [0] = 0.7f } })[2].Parent);

    [Fact]
    public void Link_ScoreOfATenth_IsNotEnough() =>
        Assert.All(Link(new FakeMatcher { Links = { [(0, 2)] = 0.1f } }), link => Assert.Equal(-1, link.Parent));

    [Theory]
    [InlineData(0.9f, 0.2f, true)] // a sure division takes a weak second
    [InlineData(0.6f, 0.6f, false)] // likely, but the two lie 2 and 12 columns away: more than 1.2 sizes apart
    [InlineData(0.4f, 0.9f, false)]
    public void Link_SecondCandidate_NeedsADivision(float divides, float second, bool isDivision)
    {
        var matcher = new FakeMatcher { Links = { [(0, 2)] = 0.95f, [(0, 3)] = second }, Divides = { [0] = divides } };
        Assert.Equal(isDivision ? 0 : -1, Link(matcher)[3].Parent);
        Assert.Equal(-1, Link(matcher, divisions: false)[3].Parent);
        Assert.Equal(divides, Link(matcher)[2].Division);
    }

    [Fact]
    public void Link_LikelyDivisionWithEqualDistances_TakesBoth()
    {
        var now = FakeMatcher.Frame((0, 0, 5, 5), (0, 6, 0, 5), (0, 0, 300, 5));
        var links = Link(new FakeMatcher { Links = { [(0, 0)] = 0.9f, [(0, 1)] = 0.6f }, Divides = { [0] = 0.6f } }, now: now);
        Assert.Equal([0, 0, -1], links.Select(l => l.Parent));
    }

    [Fact]
    public void Link_TwoSourcesOfOneTarget_TheBetterHasIt() =>
        Assert.Equal(
            1,
            Link(new FakeMatcher { Links = { [(0, 1)] = 0.6f, [(1, 1)] = 0.7f } }, now: FakeMatcher.Frame((0, 90, 0, 5), (0, 0, 25, 5)))[
                1
            ].Parent
        );

    [Fact]
    public void Link_CandidateBeyondSixSizes_IsNotTaken()
    {
        var now = FakeMatcher.Frame((0, 0, 31, 5), (0, 0, 500, 5));
        Assert.Equal(-1, Link(new FakeMatcher { Links = { [(0, 0)] = 0.99f } }, now: now)[0].Parent);
        Assert.Equal(
            0,
            Link(new FakeMatcher { Links = { [(0, 0)] = 0.99f } }, FakeMatcher.Frame((0, 0, 0, 6), (0, 300, 0, 6)), now)[0].Parent
        );
    }

    [Fact]
    public void Link_TargetWithDuplicate_IsLinkedThroughItsAnchorOnce()
    {
        // 2 and 5 are one cell, known by 2.
        var now = FakeMatcher.Frame((0, 0, 102, 5), (0, 0, 52, 5), (0, 0, 3, 5), (0, 12, 0, 5), (0, 200, 200, 5), (0, 0, 1, 5));
        var matcher = new FakeMatcher
        {
            Same = { [(2, 5)] = 0.9f, [(5, 2)] = 0.9f },
            Links = { [(0, 5)] = 0.9f, [(0, 2)] = 0.8f },
            Divides = { [0] = 0.95f },
        };
        var links = Link(matcher, now: now);
        Assert.Equal(5, links.Length);
        Assert.Equal(0, links[2].Parent);
        Assert.Equal(1, links.Count(l => l.Parent >= 0));
    }

    [Fact]
    public void Link_EmptyFrames_GiveNoLinks()
    {
        Assert.Empty(Link(new FakeMatcher(), now: FakeMatcher.Frame()));
        Assert.All(Link(new FakeMatcher(), before: FakeMatcher.Frame()), link => Assert.Equal(-1, link.Parent));
    }

    private static Link[] Link(FakeMatcher matcher, Cellect2025Frame? before = null, Cellect2025Frame? now = null, bool divisions = true)
    {
        (before, now) = (before ?? Before, now ?? Now);
        // Nothing is grouped in the frame before, whatever the test says of the newest.
        var groupsBefore = Cellect2025Groups.Of(before, new FakeMatcher(), isFirst: true);
        return new Cellect2025Linker(matcher, new Cellect2025Options { Divisions = divisions }).Link(
            before,
            groupsBefore,
            now,
            Cellect2025Groups.Of(now, matcher, isFirst: false)
        );
    }
}
