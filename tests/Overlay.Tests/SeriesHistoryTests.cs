using Cellect.Data.Sinks;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Tests;

public class SeriesHistoryTests
{
    private readonly SyntheticSeries _series = SyntheticSeries.Create();
    private readonly SeriesHistory _book = new();

    [Fact]
    public void FamilyOf_Daughter_BeginsAtTheFounderAndHoldsBothDaughters()
    {
        Read(12);
        var division = _book.Newest(1)[0];

        var family = _book.FamilyOf(division.SecondDaughter, most: 10);

        Assert.Equal([division.Mother, division.FirstDaughter, division.SecondDaughter], family.Select(member => member.Track));
        Assert.Equal((0, 7, 8, 11), (family[0].FirstT, family[0].LastT, family[1].FirstT, family[1].LastT));
    }

    [Fact]
    public void FamilyOf_MoreThanWanted_IsCut()
    {
        Read(12);

        Assert.Equal(2, _book.FamilyOf(_book.Newest(1)[0].Mother, most: 2).Length);
    }

    [Fact]
    public void Join_ThenTheSameFrames_CountsNothingTwice()
    {
        var told = new SeriesHistory();
        foreach (var frame in _series.Frames(11))
            told.Add(frame);
        var division = told.Newest(1)[0];
        _book.Join(told.FamilyOf(division.Mother, 10), told.Newest(100));
        Read(12);

        Assert.Equal(told.Newest(100).Length, _book.Newest(100).Length);
        Assert.Equal(3, _book.FamilyOf(division.FirstDaughter, 10).Length);
    }

    [Fact]
    public void Path_MovingCell_GrowsWithEachFrame()
    {
        Read(3);
        var early = _book.Find(1)!.Value.Path;
        Read(6, from: 3);

        Assert.True(early > 0 && _book.Find(1)!.Value.Path > early);
    }

    [Fact]
    public void Curve_VeryLongSeries_StaysBoundedAndEndsWithTheNewest()
    {
        var curve = new Curve<CurvePoint>(64);
        for (var t = 0; t < 100_000; t++)
            curve.Add(new CurvePoint(t, t, 0, 0));

        var points = curve.Points();
        Assert.InRange(points.Length, 32, 65);
        Assert.Equal((0, 99_999), (points[0].T, points[^1].T));
        Assert.True(points.Zip(points.Skip(1)).All(pair => pair.First.T < pair.Second.T));
    }

    [Fact]
    public void LineageTree_TwoGenerations_PutsMothersBetweenTheirDaughters()
    {
        TrackEntry[] family = [new(1, -1, 0, 4), new(2, 1, 5, 9), new(4, 2, 10, 12), new(5, 2, 10, 12), new(3, 1, 5, 12)];

        var tree = LineageTree.Of(family)!;

        var places = tree.Branches.ToDictionary(branch => branch.Track, branch => branch.Across);
        Assert.Equal((3, 0, 12), (tree.Leaves, tree.FirstT, tree.LastT));
        Assert.Equal([0.5f, 1.5f, 2.5f], new[] { places[4], places[5], places[3] });
        Assert.Equal((1f, 1.75f), (places[2], places[1]));
    }

    private void Read(int frames, int from = 0)
    {
        for (var t = from; t < frames; t++)
            _book.Add(_series.Frame(t));
    }
}
