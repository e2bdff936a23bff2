using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Live.Pipeline;
using Cellect.Testing;

namespace Cellect.Live.Tests.Pipeline;

public class SeriesDoubtsTests
{
    private static readonly VolumeShape Shape = new(12, 64, 64);

    [Theory]
    [InlineData(2, 0.4, 0.4, null)]
    [InlineData(1, 1, 1, null)]
    [InlineData(10, 1, 1, null)]
    [InlineData(2030, 406, 406, "nanometres taken for micrometres. Then it is 2.03,0.406,0.406")]
    [InlineData(0.002, 0.0004, 0.0004, "millimetres taken for micrometres. Then it is 2,0.4,0.4")]
    [InlineData(0.4, 0.4, 2, "slices closer than columns; is the order z,y,x")]
    [InlineData(2, 0.4, 0.1, "not square")]
    [InlineData(30, 0.4, 0.4, "75 columns apart")]
    public void Of_VoxelSize_QuestionsWhatNoMicroscopeHas(double z, double y, double x, string? doubt)
    {
        var found = new SeriesDoubts().Of(TestVolumes.Header("s", 0, Shape) with { VoxelMicrometres = new VoxelSize(z, y, x) });
        if (doubt is null)
            Assert.Empty(found);
        else
            Assert.Matches(doubt, Assert.Single(found));
    }

    [Fact]
    public void Of_OneSlice_SaysThatCellsAreFoundInThreeDimensions() =>
        Assert.Contains(
            "one slice",
            Assert.Single(new SeriesDoubts().Of(TestVolumes.Header("s", 0, new VolumeShape(1, 64, 64)))),
            StringComparison.Ordinal
        );

    /// <summary>Radii are in columns: 6 columns of 0.1 µm are 0.6 µm, of 0.5 µm 3 µm, of 12 µm 72 µm.</summary>
    [Theory]
    [InlineData(0.1, "radius of 0.6 µm")]
    [InlineData(0.5, null)]
    [InlineData(12, "radius of 72 µm")]
    public void Of_Frames_QuestionsRadiiThatCellsDoNotHave_Once(double column, string? doubt)
    {
        var doubts = new SeriesDoubts();
        var told = Enumerable.Range(0, 6).SelectMany(t => doubts.Of(Frame(t, new VoxelSize(2 * column, column, column)))).ToList();
        if (doubt is null)
            Assert.Empty(told);
        else
            Assert.Contains(doubt, Assert.Single(told), StringComparison.Ordinal);
        Assert.Equal(told, doubts.Told);
    }

    private static TrackedFrame Frame(int t, VoxelSize voxel) =>
        new()
        {
            Header = TestVolumes.Header("s", t, Shape) with { VoxelMicrometres = voxel },
            TimeStep = 1,
            Stamps = new LatencyStamps(0, 0, 0, 0, 0, 0),
            Cells = [.. Enumerable.Range(1, 7).Select(i => new TrackedCell(i, -1, 5, 8 * i, 8 * i, Radius: 2 + i, 1, 0))],
            Divisions = [],
        };
}
