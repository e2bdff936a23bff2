using Cellect.Analysis.Graphs;
using Cellect.Data.Csv;

namespace Cellect.Lab.Tests.Evaluation;

public class PointTableTests
{
    private const string Nodes = "t,z,y,x,id,parent\n";
    private const string Tracks = "t,track,parent,z,y,x,radius,score,division\n";

    [Fact]
    public void ReadGraph_TruthTable_LinksNodesInAnyOrderAndPassesOtherColumnsOver()
    {
        var graph = Read("parent,t,z,y,x,id,radius\n7,1,1.5,2.5,3.5,8,9\n7,1,0,0,0,9,9\n-1,0,1,2,3,7,9\n");
        Assert.Equal((3, 2, 1), (graph.NodeCount, graph.EdgeCount, graph.DivisionCount));
        Assert.Equal((1.5, 2.5, 3.5), graph.Position(1));
        Assert.Equal((7, 8), (graph.Id(graph.Parent(1)), graph.Id(1)));
    }

    [Fact]
    public void ReadGraph_ResultTable_LinksTracksAndDaughters()
    {
        var graph = Read(Tracks + "0,1,-1,0,0,0,3,1,0\n1,1,-1,0,0,1,3,1,1\n2,2,1,0,0,0,3,1,0\n2,3,1,0,0,2,3,1,0\n4,3,1,0,0,2,3,1,0\n");
        Assert.Equal((5, 4, 1), (graph.NodeCount, graph.EdgeCount, graph.DivisionCount));
        Assert.Equal(3, graph.Parent(4));
    }

    [Theory]
    [InlineData(Nodes + "0,0,0,0,1,-1\n0,0,zero,0,2,-1\n", "line 3: y is 'zero', not a finite number")]
    [InlineData(Nodes + "-1,0,0,0,1,-1\n", "line 2: t is '-1', not a whole number from 0")]
    [InlineData(Nodes + "0,0,0,0,1,-1\n0,0,NaN,0,2,-1\n", "line 3: y is 'NaN'")]
    [InlineData(Nodes + "0,0,0,0,1,-1\n1,0,0,0,1,-1\n", "line 3: id 1 is taken by")]
    [InlineData(Nodes + "0,0,0,0,1,5\n", "line 2: parent 5 is no id of this table")]
    [InlineData(Nodes + "0,0,0,0,1,-1\n0,0,0,0,2,1\n", "line 3: its parent (id 1) is in frame 0, not before")]
    [InlineData(Nodes + "0,0,0,0,1,-1\n1,0,0,0,2,1\n1,0,0,0,3,1\n1,0,0,0,4,1\n", "line 5: a third child of 1")]
    [InlineData(Nodes + "0,0,0,0,1\n", "line 2: 5 values, but the header names 6 columns")]
    [InlineData("t,z,y,x,id\n0,0,0,0,1\n", "line 1: no column 'parent'")]
    [InlineData(Tracks + "0,1,-1,0,0,0,3,1,0\n0,1,-1,0,0,9,3,1,0\n", "line 3: track 1 is already in frame 0")]
    [InlineData(Tracks + "0,1,-1,0,0,0,3,1,0\n1,1,4,0,0,9,3,1,0\n", "line 3: parent of track 1 is 4 here and -1 at")]
    [InlineData(Tracks + "0,1,-1,0,0,0,3,1,0\n1,2,7,0,0,9,3,1,0\n", "line 3: parent 7 of track 2 is no track")]
    [InlineData(Tracks + "1,1,-1,0,0,0,3,1,0\n1,2,1,0,0,9,3,1,0\n", "line 3: track 2 begins in frame 1, not after its parent 1")]
    [InlineData("", "empty, without a header line")]
    public void ReadGraph_BadTable_NamesFileLineAndValue(string text, string expected)
    {
        var error = Assert.Throws<InvalidInputException>(() => Read(text));
        Assert.Contains(expected, error.Message);
        Assert.Contains("cellect-table-", error.Message);
    }

    [Fact]
    public void ReadGraph_NoSuchFile_SaysSo() =>
        Assert.Contains("no such file", Assert.Throws<InvalidInputException>(() => PointTable.ReadGraph("nowhere.csv")).Message);

    private static TrackGraph Read(string text)
    {
        var path = Path.Combine(Path.GetTempPath(), $"cellect-table-{Guid.NewGuid():N}.csv");
        File.WriteAllText(path, text);
        try
        {
            return PointTable.ReadGraph(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
