using System.Globalization;
using Cellect.Stream.Simulation;
using Cellect.Stream.Sources;

namespace Cellect.Stream.Tests.Simulation;

public sealed class LineageTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"cellect-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Next_LineageScene_ReproducesTheTable()
    {
        var table = new List<TruthNode>
        {
            new(4, 3, 20, 20, 10, -1, 0),
            new(4, 6, 60, 61.5f, 11, -1, 0),
            new(5, 3.5f, 22, 21, 12, 10, 0),
            new(5, 6, 61, 60, 13, 11, 0),
            new(6, 3, 17, 20, 14, 12, 0),
            new(6, 4, 27, 22, 15, 12, 0),
            new(6, 6, 62, 59, 16, 13, 0),
            new(7, 3, 16, 20, 17, 14, 0),
            new(7, 4, 28, 22, 18, 15, 0),
        };
        TruthTable.Write(_file, table);
        var scene = SceneParameters.Lineage(_file, 2, 0.5, 0.5, 4);
        Assert.Equal(4, scene.Frames);
        var specimen = new SimulatedSpecimen(scene, 1);
        var seen = new List<SimulatedCell>();
        for (var t = 0; t < scene.Frames; t++)
            seen.AddRange(specimen.Next().Cells);
        Assert.Equal(
            table.Select(node => (node.T - 4, node.Id, node.Parent)),
            seen.Select(cell => (cell.Node.T, cell.Node.Id, cell.Node.Parent))
        );
        var shift = (seen[0].Node.Z - table[0].Z, seen[0].Node.Y - table[0].Y, seen[0].Node.X - table[0].X);
        for (var i = 0; i < table.Count; i++)
        {
            Assert.Equal(table[i].Z + shift.Item1, seen[i].Node.Z, 1e-3);
            Assert.Equal(table[i].Y + shift.Item2, seen[i].Node.Y, 1e-3);
            Assert.Equal(table[i].X + shift.Item3, seen[i].Node.X, 1e-3);
        }

        Assert.Equal(CellPhase.Metaphase, seen.Single(cell => cell.Node.Id == 12).Phase);
        Assert.Equal(CellPhase.Newborn, seen.Single(cell => cell.Node.Id == 14).Phase);
        Assert.NotEqual(seen.Single(cell => cell.Node.Id == 14).Cell, seen.Single(cell => cell.Node.Id == 12).Cell);
        Assert.Equal(seen.Single(cell => cell.Node.Id == 11).Cell, seen.Single(cell => cell.Node.Id == 16).Cell);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("t,z,y,x,id\n", "line 1: no column 'parent'")]
    [InlineData("t,z,y,x,id,parent\n", "no node")]
    [InlineData("t,z,y,x,id,parent\n0,1,2,3,0,-1\n1,1,2,three,1,0\n", "line 3: x is 'three'")]
    [InlineData("t,z,y,x,id,parent\n0,1,2,3,0\n", "line 2: parent is ''")]
    [InlineData("t,z,y,x,id,parent\n0,1,NaN,3,0,-1\n", "line 2: y is 'NaN'")]
    [InlineData("t,z,y,x,id,parent\n0.5,1,2,3,0,-1\n", "line 2: t is 0.5")]
    [InlineData("t,z,y,x,id,parent\n0,1,2,3,0,-1\n1,1,2,3,0,0\n", "line 3: id 0 is also on line 2")]
    [InlineData("t,z,y,x,id,parent\n0,1,2,3,0,-1\n1,1,2,3,1,7\n", "line 3: parent 7 is no id")]
    [InlineData("t,z,y,x,id,parent\n0,1,2,3,0,-1\n2,1,2,3,1,0\n", "line 3: parent 0 is at t=0")]
    [InlineData("t,z,y,x,id,parent\n0,1,2,3,0,-1\n1,1,2,3,1,0\n1,1,2,4,2,0\n1,1,2,5,3,0\n", "line 5: node 0 has more than two")]
    public void Read_BrokenTable_NamesTheLine(string text, string expected)
    {
        File.WriteAllText(_file, text);
        var error = Assert.Throws<FormatException>(() => LineageTable.Read(_file));
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void Write_OtherCulture_StillReadsBackTheSame()
    {
        var specimen = new SimulatedSpecimen(SceneParameters.LymphNode.With("z=8&y=40&x=40&cells=20"), 1);
        var nodes = new List<TruthNode>();
        for (var t = 0; t < 3; t++)
            nodes.AddRange(specimen.Next().Cells.Select(cell => cell.Node));
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = comma;
        TruthTable.Write(_file, nodes);
        var back = LineageTable.Read(_file);
        CultureInfo.CurrentCulture = before;
        Assert.Equal(nodes.Count, back.Count);
        foreach (var (node, read) in nodes.Zip(back))
        {
            Assert.Equal((node.T, node.Id, node.Parent), (read.T, read.Id, read.Parent));
            Assert.InRange(Math.Abs(node.Z - read.Z) + Math.Abs(node.Y - read.Y) + Math.Abs(node.X - read.X), 0, 2e-4);
        }
    }
}
