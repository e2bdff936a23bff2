using Cellect.Data.Ctc;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Testing;

namespace Cellect.Live.Tests.Record;

public class CtcLabelsTests
{
    private readonly CtcLabels _labels = new();

    [Fact]
    public void Label_TrackSeenInEveryFrame_IsItsTrackId()
    {
        Assert.Equal([7], Label(0, FakeSeries.Cell(7)));
        Assert.Equal([7], Label(1, FakeSeries.Cell(7)));
        Assert.Equal(new CtcTrack(7, 0, 1, 0), _labels[7]);
    }

    [Fact]
    public void Label_TrackAfterGap_IsNewWithTheOldAsParent()
    {
        Label(0, FakeSeries.Cell(7));
        Label(1);
        Assert.Equal([65535], Label(2, FakeSeries.Cell(7)));
        Assert.Equal(new CtcTrack(7, 0, 0, 0), _labels[7]);
        Assert.Equal(new CtcTrack(65535, 2, 2, 7), _labels[65535]);
    }

    [Fact]
    public void Label_AfterMissingTimePoint_IsNewForAll()
    {
        Label(0, FakeSeries.Cell(1), FakeSeries.Cell(2));
        Assert.Equal([65535, 65534], Label(2, FakeSeries.Cell(1), FakeSeries.Cell(2)));
        Assert.Equal(new CtcTrack(65534, 2, 2, 2), _labels[65534]);
    }

    [Fact]
    public void Label_DaughterOfTrackAfterGap_HasItsNewestLabelAsParent()
    {
        Label(0, FakeSeries.Cell(1));
        Label(2, FakeSeries.Cell(1));
        Label(3, FakeSeries.Cell(2, parent: 1), FakeSeries.Cell(3, parent: 1));
        Assert.Equal(new CtcTrack(2, 3, 3, 65535), _labels[2]);
        Assert.Equal(new CtcTrack(3, 3, 3, 65535), _labels[3]);
    }

    [Fact]
    public void Label_ParentStillThere_HasNoParent()
    {
        Label(0, FakeSeries.Cell(1));
        Label(1, FakeSeries.Cell(2, parent: 1), FakeSeries.Cell(1));
        Assert.Equal(0, _labels[2]!.Value.Parent);
    }

    [Fact]
    public void Label_MoreTracksThanLabels_LeavesTheRestOutAndCountsThem()
    {
        Label(0, FakeSeries.Cell(70_000));
        var cells = Enumerable.Range(1, 65_535).Select(track => FakeSeries.Cell(track)).ToArray();
        var labels = Label(1, cells);
        Assert.Equal(65_534, labels.Where(label => label != 0).Distinct().Count());
        Assert.Equal(1, _labels.CellsWithoutLabel);
        Assert.Equal(65_536, _labels.TrackCount);
        Label(2, cells);
        Assert.Equal(2, _labels.CellsWithoutLabel);
    }

    private int[] Label(int t, params TrackedCell[] cells)
    {
        var labels = new int[cells.Length];
        _labels.Label(t, cells, labels);
        return labels;
    }
}
