using Cellect.Data.Regions;
using Cellect.Testing;

namespace Cellect.Data.Tests.Regions;

public class RegionFileTests
{
    private static readonly Region[] Two =
    [
        new BoxRegion("tip", new Position(0, -1.5, 2), new Position(10, 20, 30)),
        new CylinderRegion("core 2", new Position(10, 50, 60), 12.5, 8),
    ];

    [Fact]
    public void Write_ThenRead_GivesTheSame()
    {
        using var folder = new TemporaryFolder();
        RegionFile.Write(folder["new", "regions.json"], Two);
        Assert.Equal(Two, RegionFile.Read(folder["new", "regions.json"]));
    }

    [Fact]
    public void Write_ARegionThatCannotBeRead_IsRefusedAndLeavesTheFile()
    {
        using var folder = new TemporaryFolder();
        RegionFile.Write(folder["regions.json"], Two);
        Assert.Throws<ArgumentException>(() => RegionFile.Write(folder["regions.json"], [Two[0], Two[0] with { Name = "TIP" }]));
        Assert.Throws<ArgumentException>(() => RegionFile.Write(folder["regions.json"], [new CylinderRegion("c", default, double.NaN, 1)]));
        Assert.Equal(2, RegionFile.Read(folder["regions.json"]).Count);
    }

    [Fact]
    public void Read_SeveralMistakes_NamesThemAllAndTheFile()
    {
        var message = Refused(
            """
            {"version":1,"regions":[
              {"name":"a","shape":"box","from_um":[0,0,0],"to_um":[1,0,1]},
              {"name":"b","shape":"sphere"},
              {"name":"","shape":"box"},
              {"name":"c","shape":"cylinder","centre_um":[0,0],"radius_um":1,"height_um":1},
              {"name":"d","shape":"cylinder","centre_um":[0,0,0],"radius_um":-1,"height_um":1},
              {"name":"e","shape":"box","from_um":[0,0,0],"to_um":[1,1,1e9]}, null]}
            """
        );
        foreach (
            var part in new[]
            {
                "regions.json",
                "region 0",
                "sphere",
                "name ''",
                "centre_um (z,y,x)",
                "radius_um -1",
                "region 5",
                "region 6",
            }
        )
            Assert.Contains(part, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"version":2,"regions":[]}""")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":1,"regions":[],"more":1}""")]
    [InlineData("""{"version":1,"regions":[{"name":"a","shape":"box","from_um":["x",0,0],"to_um":[1,1,1]}]}""")]
    public void Read_NotAFileOfRegions_SaysSo(string text) => Assert.Contains("regions.json", Refused(text), StringComparison.Ordinal);

    [Theory]
    [InlineData(10, 50, 60, true)]
    [InlineData(14, 50, 60, true)]
    [InlineData(14.1, 50, 60, false)]
    [InlineData(10, 50, 72.5, true)]
    [InlineData(10, 60, 70, false)]
    public void Contains_Cylinder_IsACircleAlongZ(double z, double y, double x, bool inside) =>
        Assert.Equal(inside, Two[1].Contains(new Position(z, y, x)));

    [Theory]
    [InlineData(0, -1.5, 2, true)]
    [InlineData(10, 20, 30, true)]
    [InlineData(10.1, 20, 30, false)]
    [InlineData(5, -1.6, 10, false)]
    public void Contains_Box_HasItsSurface(double z, double y, double x, bool inside) =>
        Assert.Equal(inside, Two[0].Contains(new Position(z, y, x)));

    private static string Refused(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["regions.json"], text);
        return Assert.Throws<InvalidDataException>(() => RegionFile.Read(folder["regions.json"])).Message;
    }
}
