using Cellect.Data.Volumes;
using Cellect.Stream.Simulation;

namespace Cellect.Stream.Tests.Simulation;

public class SceneQueryTests
{
    [Fact]
    public void Parse_ValuesGiven_ReplacesThemAndKeepsTheRest()
    {
        var (scene, seed) = SceneName.Parse("embryo?seed=9&frames=7&z=5&y=33&x=44&cells=3&speed=0.25&label=membrane");
        Assert.Equal(9UL, seed);
        Assert.Equal(
            SceneParameters.Embryo with
            {
                Frames = 7,
                Shape = new VolumeShape(5, 33, 44),
                Cells = 3,
                SpeedRadii = 0.25,
                Label = CellLabel.Membrane,
            },
            scene
        );
    }

    [Fact]
    public void Parse_NameAlone_IsTheSceneWithSeedOne() => Assert.Equal((SceneParameters.LymphNode, 1UL), SceneName.Parse("lymphnode"));

    [Theory]
    [InlineData("moon", "moon", "embryo")]
    [InlineData("embryo?colour=red", "colour", "known are")]
    [InlineData("embryo?frames=0", "frames=0", "from 1 to 1000000")]
    [InlineData("embryo?frames=2.5", "frames=2.5", "whole number")]
    [InlineData("embryo?speed=1,5", "speed=1,5", "from 0 to 5")]
    [InlineData("embryo?speed=NaN", "speed=NaN", "from 0 to 5")]
    [InlineData("embryo?seed=-1", "seed=-1", "whole number")]
    [InlineData("embryo?frames", "'frames'", "key=value")]
    [InlineData("embryo?z=3&z=4", "'z'", "twice")]
    [InlineData("embryo?label=tail", "label=tail", "nucleus or membrane")]
    [InlineData("embryo?z=2048&y=8192&x=8192", "2048x8192x8192", "smaller")]
    [InlineData("lineage", "table", "nodes=")]
    [InlineData("lineage?nodes=/no/such.csv", "/no/such.csv", "columns")]
    public void Parse_BadInput_NamesValueAndRemedy(string spec, string value, string remedy)
    {
        var error = Assert.Throws<FormatException>(() => SceneName.Parse(spec));
        Assert.Contains(value, error.Message);
        Assert.Contains(remedy, error.Message);
    }
}
