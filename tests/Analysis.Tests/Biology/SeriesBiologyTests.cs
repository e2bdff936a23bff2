using Cellect.Analysis.Biology;
using Cellect.Analysis.Lives;
using Cellect.Data.Regions;
using Cellect.Data.Tracks;
using Cellect.Testing;

namespace Cellect.Analysis.Tests.Biology;

public class SeriesBiologyTests
{
    // The fake volume is 8 x 11.5 x 13.5 µm between the centres of its corner voxels.
    private static readonly Region[] Regions =
    [
        new BoxRegion("left", new Position(-2, -2, -2), new Position(12, 15, 6)),
        new CylinderRegion("middle", new Position(4, 6, 7), 3, 6),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void EveryCell_OfEveryPart_IsAccountedFor(int seed)
    {
        var frames = FakeSeries.Frames(seed, 300).ToList();
        var biology = new SeriesBiology(frames[0].Header, new AnalysisOptions(), Regions);
        int[]? first = null;
        var divisions = 0;
        var expected = 0.0;
        foreach (var frame in frames)
        {
            var parts = biology.Advance(frame).Parts;
            divisions += frame.Divisions.Count;
            if (first is not null)
                expected += frame.Cells.Sum(cell => cell.Division) / 2;
            first ??= [.. parts.Select(part => part.Cells)];
            Assert.Equal(["volume", "left", "middle", "elsewhere"], parts.Select(part => part.Part));
            for (var i = 0; i < parts.Count; i++)
            {
                var part = parts[i];
                Assert.Equal(part.Cells - first[i], part.In - part.Out + part.Found - part.Lost + part.Divisions);
                Assert.Equal(part.Cells - first[i] - part.In + part.Out, part.Corrected);
                Assert.Equal(Inside(frame, part.Part), part.Cells);
            }

            Assert.Equal(divisions, parts[0].Divisions);
            Assert.Equal(expected, parts[0].Expected, 1e-3);
        }
    }

    [Fact]
    public void EveryTrack_EndsOnce_WithTheEndingThatItHad()
    {
        var frames = FakeSeries.Frames(5, 200).ToList();
        var biology = new SeriesBiology(frames[0].Header, new AnalysisOptions(), []);
        var ended = frames.SelectMany(frame => biology.Advance(frame).Ended).ToList();
        var whole = ended.Concat(biology.Finish()).ToList();
        var tracks = frames.SelectMany(frame => frame.Cells).Select(cell => cell.Track).Distinct().Order();
        Assert.Equal(tracks, whole.Select(row => row.Life.Track).Order());
        var mothers = frames.SelectMany(frame => frame.Divisions).Select(division => division.Mother).Order();
        Assert.Equal(mothers, whole.Where(row => row.Ending == TrackEnding.Divided).Select(row => row.Life.Track).Order());
        var last = frames[^1].Cells.Select(cell => cell.Track).Order();
        Assert.Equal(last, whole.Where(row => row.Ending == TrackEnding.Open).Select(row => row.Life.Track).Order());
        Assert.Contains(whole, row => row.Ending == TrackEnding.Lost);
        var seen = frames.SelectMany(frame => frame.Cells).CountBy(cell => cell.Track).ToDictionary();
        Assert.All(whole, row => Assert.Equal(seen[row.Life.Track], row.Life.Motility.Places));
    }

    [Fact]
    public void Generations_CountFromTheFirstFrame_AndAreUnknownOfWhatAppeared()
    {
        var biology = new SeriesBiology(FakeSeries.Header(), new AnalysisOptions(), []);
        biology.Advance(Frame(0, [1]));
        var first = biology.Advance(Frame(1, [2, 3, 9], new Division(1, 2, 3, 2, 10, 10, 0.9f)));
        Assert.Equal(1, first.Divisions.Single().Generation);
        Assert.Null(first.Divisions.Single().CycleSeconds);
        var second = biology.Advance(
            Frame(7, [3, 4, 5, 10, 11], new Division(2, 4, 5, 2, 10, 10, 0.5f), new Division(9, 10, 11, 2, 10, 10, 1))
        );
        Assert.Equal([2, null], second.Divisions.Select(row => row.Generation));
        // A volume a second: born at 1 s, divided at 7 s.
        Assert.Equal([6, null], second.Divisions.Select(row => row.CycleSeconds));
        Assert.Equal(1, biology.Find(3)!.Generation);
        Assert.Null(biology.Find(10)!.Generation);
        // 2 divided at the age of 6; 3 is as old; 4, 5, 10 and 11 were just born.
        var step = Assert.Single(biology.CycleCurve());
        Assert.Equal((6, 2L, 1L), (step.Seconds, step.AtRisk, step.Divided));
        Assert.Equal(0.5, step.Undivided);
    }

    [Fact]
    public void Memory_IsThatOfTheTracksThatMayGoOn()
    {
        var biology = new SeriesBiology(FakeSeries.Header(), new AnalysisOptions(), []);
        for (var t = 0; t < 5000; t++)
        {
            biology.Advance(Frame(t, [(2 * t) + 1, (2 * t) + 2]));
            Assert.True(biology.Lives.Count <= 2 * (SeriesBiology.KeepFrames + 1));
        }

        Assert.Equal(10_000, biology.Ended + biology.Lives.Count);
    }

    [Fact]
    public void CellsThatCrossOrAppearAtABorder_AreFlow_AndOthersAreNot()
    {
        Region[] regions = [new BoxRegion("right", new Position(-2, -2, 7), new Position(12, 15, 20))];
        var biology = new SeriesBiology(FakeSeries.Header(), new AnalysisOptions(), regions);
        // x 8 is 4 µm, x 20 is 10 µm; a radius is 0.5 µm.
        biology.Advance(Frame(0, [At(1, 8)]));
        var right = biology.Advance(Frame(1, [At(1, 20)])).Parts[1];
        Assert.Equal((1, 1L, 0L), (right.Cells, right.In, right.Out));
        // One begins 0.5 µm behind the border of the region, one in its midst.
        right = biology.Advance(Frame(2, [At(1, 20), At(2, 15), At(3, 20)])).Parts[1];
        Assert.Equal((3, 2L, 1L), (right.Cells, right.In, right.Found));
        right = biology.Advance(Frame(3, [At(2, 8)])).Parts[1];
        Assert.Equal((0, 1L, 2L), (right.Cells, right.Out, right.Lost));
    }

    private static TrackedFrame Frame(int t, int[] tracks, params Division[] divisions) =>
        Frame(t, [.. tracks.Select(track => FakeSeries.Cell(track))], divisions);

    private static TrackedFrame Frame(int t, TrackedCell[] cells, params Division[] divisions) =>
        FakeSeries.Frame(FakeSeries.Header(t: t), cells, divisions);

    private static TrackedCell At(int track, float x) => FakeSeries.Cell(track, x: x, radius: 1);

    private static int Inside(TrackedFrame frame, string part)
    {
        var voxel = frame.Header.VoxelMicrometres;
        return frame.Cells.Count(cell =>
        {
            var place = new Position(cell.Z * voxel.Z, cell.Y * voxel.Y, cell.X * voxel.X);
            var inside = Regions.Where(region => region.Contains(place)).Select(region => region.Name).ToList();
            return part == "volume" || inside.Contains(part) || (part == "elsewhere" && inside.Count == 0);
        });
    }
}
