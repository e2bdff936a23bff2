using Cellect.Data.Csv;
using Cellect.Lab.Training;
using Cellect.Model.Detections;

namespace Cellect.Lab.Tests.Training;

public sealed class AnnotationTests : IDisposable
{
    private static readonly VoxelGeometry Geometry = new(5, 1, 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("cellect").FullName;

    [Fact]
    public void Read_PointsTableWithoutParentAndRadius_GivesUnknowns()
    {
        var points = Annotation.Read(Write("nodes.csv", "t,z,y,x,id\n3,1.5,2,4,7\n"), Geometry);
        Assert.Equal([new AnnotatedPoint(3, 1.5f, 2, 4, 7, -1, 0)], points);
    }

    [Fact]
    public void Read_TracksTable_LinksEachToTheOneBeforeAndDaughtersToTheMother()
    {
        var points = Annotation.Read(
            Write("tracks.csv", "t,track,parent,z,y,x,radius\n0,1,-1,1,2,3,4\n1,1,-1,1,2,3,4\n2,2,1,1,2,3,4\n2,3,1,1,5,3,4\n"),
            Geometry
        );
        Assert.Equal([-1L, 0, 1, 1], points.Select(p => p.Parent));
        Assert.All(points, p => Assert.Equal(4, p.Radius));
    }

    [Fact]
    public void Read_TabTable_DividesZByItsScale()
    {
        var points = Annotation.Read(Write("tracks.txt", "0\t50\t20\t30\t1\t-1\t1\t8.5\tABa\t0\n"), Geometry, zScale: 5);
        Assert.Equal([new AnnotatedPoint(0, 10, 20, 30, 1, -1, 8.5f)], points);
    }

    [Fact]
    public void Read_IdTwice_IsRefusedByName()
    {
        var error = Assert.Throws<InvalidInputException>(() =>
            Annotation.Read(Write("nodes.csv", "t,z,y,x,id\n0,1,2,3,7\n1,1,2,3,7\n"), Geometry)
        );
        Assert.Contains("id 7", error.Message);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
