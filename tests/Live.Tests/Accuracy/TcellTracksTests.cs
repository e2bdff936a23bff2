using Cellect.Analysis.Graphs;
using Cellect.Benchmarks.Accuracy.Specimens;

namespace Cellect.Live.Tests.Accuracy;

public sealed class TcellTracksTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"cellect-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Read_MissingFrame_IsFilledByAStraightLine()
    {
        File.WriteAllText(_file, "track,frame,t_sec,x_um,y_um,z_um\n7,2,48,10,20,-6\n7,4,96,14,22,-2\n3,5,120,1,2,3\n");
        var tracks = TcellTracks.Read(_file);
        Assert.Equal(2, tracks.Count);
        Assert.Equal((5, 1), (tracks[0].First, tracks[0].Places.Length));
        Assert.Equal(2, tracks[1].First);
        Assert.Equal([(-6, 20, 10), (-4, 21, 12), (-2, 22, 14)], tracks[1].Places);
    }

    [Fact]
    public void Read_BrokenRow_NamesTheLine()
    {
        File.WriteAllText(_file, "track,frame,t_sec,x_um,y_um,z_um\n7,2,48,ten,20,-6\n");
        Assert.Contains("line 2", Assert.Throws<InvalidDataException>(() => TcellTracks.Read(_file)).Message);
    }

    [Fact]
    public void Write_TwoTracks_ChainsEachAndTellsWhereTheScoredOnesEnd()
    {
        CellPath[] cells = [new(3, [(1, 2, 3), (1.5, 2, 3)]), new(0, [(4, 5, 6)])];
        Assert.Equal(2, TcellTracks.Write(_file, cells, scored: 1));
        var graph = PointTable.ReadNodes(_file);
        Assert.Equal((3, 1), (graph.NodeCount, graph.EdgeCount));
        Assert.Equal((4, 5, 6), graph.Position(0));
        Assert.Equal((3, 0), (graph.Frame(1), graph.Id(1)));
    }
}
