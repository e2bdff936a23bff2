using Cellect.Data.Csv;
using Cellect.Lab.Evaluation;
using Cellect.Testing;
using static Cellect.Lab.Tests.Evaluation.Graphs;

namespace Cellect.Lab.Tests.Evaluation;

public class IgnoredTableTests
{
    [Fact]
    public void Compute_CellWhereNothingOfTheTruthIs_IsNoError()
    {
        // A cell and a bright body that the result follows over frames 0-2; in frame 2 nothing says that the body is none.
        var truth = Of(Track(1, -1, 0, 2, 0));
        var result = Of(Track(1, -1, 0, 2, 0), Track(2, -1, 0, 2, 50));
        var score = PointScore.Compute(truth, result, With(new(0, 0, 0, 52, 3), new(1, 0, 0, 52, 3), new(2, 0, 0, 52, 1)));
        Assert.Equal(new Rates(3, 1, 0), score.Nodes);
        // The link from an ignored cell to the false one is none that could be right or wrong.
        Assert.Equal(new Rates(2, 0, 0), score.Edges);
    }

    [Fact]
    public void Compute_MatchedCellInAnIgnoredPlace_StaysRight()
    {
        var truth = Of(Track(1, -1, 0, 0, 0));
        Assert.Equal(new Rates(1, 0, 0), PointScore.Compute(truth, truth, With(new IgnoredPlace(0, 0, 0, 0, 9))).Nodes);
    }

    [Fact]
    public void Compute_FarAlongZ_IsNotIgnored()
    {
        // Three slices of 5 are 15: beyond the radius of 10 voxels of x.
        var truth = Of(Track(1, -1, 0, 0, 0));
        var result = Of(Track(1, -1, 0, 0, 0), Track(2, -1, 0, 0, 50));
        var options = new PointMatchOptions
        {
            ScaleZ = 5,
            MaxDistance = 2,
            Ignored = [new IgnoredPlace(0, 3, 0, 50, 10)],
        };
        Assert.Equal(new Rates(1, 1, 0), PointScore.Compute(truth, result, options).Nodes);
    }

    [Fact]
    public void Read_RadiusThatIsNone_NamesTheLine()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "ignored.csv");
        File.WriteAllText(path, "t,z,y,x,radius\n0,1,2,3,4\n1,1,2,3,0\n");
        var failure = Assert.Throws<InvalidInputException>(() => IgnoredTable.Read(path));
        Assert.Contains("line 3: radius is 0", failure.Message, StringComparison.Ordinal);
        File.WriteAllText(path, "radius,t,z,y,x\n4,0,1,2.5,3\n");
        Assert.Equal([new IgnoredPlace(0, 1, 2.5, 3, 4)], IgnoredTable.Read(path));
    }

    private static PointMatchOptions With(params IgnoredPlace[] places) => new() { MaxDistance = 2, Ignored = places };
}
