using Cellect.Data.Edits;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Model.Calibration;

namespace Cellect.Model.Tests.Calibration;

/// <summary>Track 1 divides into 2 and 3 at time point 2; 4 comes out of nowhere in time point 1.</summary>
public class VerdictsTests
{
    [Fact]
    public void Of_DivisionAcceptedOrRejected_IsAWordOnIt()
    {
        Assert.Equal([new Verdict(VerdictKind.Division, 0.6f, true)], Of(EditKind.Accept, new CellKey(1, 1)));
        Assert.Equal([new Verdict(VerdictKind.Division, 0.6f, false)], Of(EditKind.Undivide, new CellKey(1, 1)));
    }

    [Fact]
    public void Of_LinkAcceptedOrCut_IsAWordOnTheLink()
    {
        Assert.Contains(Of(EditKind.Accept, new CellKey(2, 4)), said =>
            said is { Kind: VerdictKind.Origin, Probability: 0.7f, Right: true }
        );
        Assert.Equal([VerdictKind.Origin], Of(EditKind.Unlink, new CellKey(2, 4)).Select(said => said.Kind));
        Assert.False(Of(EditKind.Unlink, new CellKey(2, 4))[0].Right);
    }

    [Fact]
    public void Of_ABeginning_IsAWordOnWhetherItHasAnOrigin()
    {
        // Nothing before it with 0.9: an origin with 0.1.
        var accepted = Assert.Single(Of(EditKind.Accept, new CellKey(1, 4)), said => said.Kind == VerdictKind.Origin);
        Assert.Equal((0.1f, false), (MathF.Round(accepted.Probability, 3), accepted.Right));
        Assert.True(Assert.Single(Of(EditKind.Relink, new CellKey(1, 4))).Right);
    }

    [Fact]
    public void Of_CellDeleted_IsAWordOnTheCell() =>
        Assert.Equal(
            (VerdictKind.Cell, 0.8f, false),
            Of(EditKind.Delete, new CellKey(2, 4)).Select(s => (s.Kind, s.Probability, s.Right)).First()
        );

    [Fact]
    public void Of_WhatIsNotKnownOrSaysNothing_IsNoWord()
    {
        Assert.Empty(Of(EditKind.Accept, new CellKey(7, 1)));
        Assert.Empty(Of(EditKind.Undivide, new CellKey(1, 4)));
        Assert.Empty(Of(EditKind.Name, new CellKey(1, 4)));
    }

    [Fact]
    public void Add_MoreThanIsKept_ForgetsTheOldest()
    {
        var frames = new PublishedFrames(mostCells: 5);
        foreach (var frame in Frames())
            frames.Add(frame);
        Assert.Null(frames.Find(0, 1));
        Assert.NotNull(frames.Find(2, 4));
    }

    private static IReadOnlyList<Verdict> Of(EditKind kind, CellKey cell)
    {
        var frames = new PublishedFrames(100);
        foreach (var frame in Frames())
            frames.Add(frame);
        return Verdicts.Of(new TrackEdit { Edit = kind, Cell = cell }, frames);
    }

    private static IEnumerable<TrackedFrame> Frames()
    {
        yield return Frame(0, [], Cell(1, -1, 1));
        yield return Frame(1, [], Cell(1, -1, 0.95f), Cell(4, -1, 0.9f));
        yield return Frame(2, [new Division(1, 2, 3, 0, 0, 0, 0.6f)], Cell(2, 1, 0.8f), Cell(3, 1, 0.8f), Cell(4, -1, 0.7f));
    }

    private static TrackedCell Cell(int track, int parent, float link) => new(track, parent, 0, 0, track, 2, 0.8f, 0, link);

    private static TrackedFrame Frame(int t, Division[] divisions, params TrackedCell[] cells) =>
        new()
        {
            Header = new VolumeHeader
            {
                Series = "s",
                T = t,
                Shape = new VolumeShape(4, 8, 8),
                Type = VoxelType.UInt16,
                VoxelMicrometres = new VoxelSize(1, 1, 1),
            },
            TimeStep = 1,
            Stamps = default,
            Cells = cells,
            Divisions = divisions,
        };
}
