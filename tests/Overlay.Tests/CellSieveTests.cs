using System.Collections.Immutable;
using System.Numerics;
using Cellect.Data.Regions;
using Cellect.Overlay.Rendering;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Tests;

public class CellSieveTests
{
    private static readonly OverlaySnapshot Snapshot = Tests.Snapshots.Empty(
        5,
        Tests.Snapshots.Cell(1, 20, 20, 10) with
        {
            Score = 0.9f,
            Age = 5,
            Root = 1,
        },
        Tests.Snapshots.Cell(2, 60, 20, 10) with
        {
            Score = 0.3f,
            Age = 5,
            Root = 2,
        },
        Tests.Snapshots.Cell(3, 60, 60, 30) with
        {
            Score = 0.9f,
            Age = 0,
            Root = 1,
        }
    );

    [Fact]
    public void Passes_NoFilter_LetsAllThrough() => Assert.Equal([1, 2, 3], Shown(default));

    [Fact]
    public void Passes_LeastScore_LeavesDimOnesOut() => Assert.Equal([1, 3], Shown(new CellFilter(LeastScore: 0.5f)));

    [Fact]
    public void Passes_LeastAge_LeavesNewOnesOut() => Assert.Equal([1, 2], Shown(new CellFilter(LeastAge: 1)));

    [Fact]
    public void Passes_Depth_LeavesDistantOnesOut() => Assert.Equal([1, 2], Shown(new CellFilter(DepthMicrometres: 5)));

    [Fact]
    public void Passes_Family_LeavesOthersOut() => Assert.Equal([1, 3], Shown(new CellFilter(OnlyFamily: true)));

    [Fact]
    public void Passes_Region_LeavesThoseOutsideOut() => Assert.Equal([2, 3], Shown(new CellFilter(OnlyRegion: true)));

    [Fact]
    public void Passes_RegionWithoutOneSelected_LetsAllThrough() =>
        Assert.Equal([1, 2, 3], Shown(new CellFilter(OnlyRegion: true), RegionScene.None));

    [Fact]
    public void Place_LabelsOfCrowdedCells_NeverOverlapAndTheSelectedOneIsAmongThem()
    {
        var random = new Random(3);
        var cells = Enumerable
            .Range(1, 400)
            .Select(track => Tests.Snapshots.Cell(track, random.NextSingle() * 200, random.NextSingle() * 100, 10, 2))
            .ToArray();
        var panel = ViewLayout.Of(new Vector3(200, 100, 40), flat: true, new(0, 0, 900, 600), new ViewState(), 1).Main;

        var placed = new LabelPlacer().Place(cells, panel, 1, _ => true, selected: 400);

        Assert.Equal(400, placed[0].Cell.Track);
        Assert.InRange(placed.Count, 100, 399);
        var areas = placed.Select(label => Area(label.Cell, label.Corner, panel)).ToArray();
        for (var i = 0; i < areas.Length; i++)
        for (var j = 0; j < i; j++)
            Assert.True(
                areas[i].Right <= areas[j].Left
                    || areas[j].Right <= areas[i].Left
                    || areas[i].Bottom <= areas[j].Top
                    || areas[j].Bottom <= areas[i].Top
            );
    }

    [Fact]
    public void In_CrowdedPanel_IsThinnerAndFainterUnlessToldNotTo()
    {
        var usual = MarkLook.Usual;

        Assert.Equal(usual, usual.In(0.2f));
        Assert.True(usual.In(3) is { Opacity: < 0.6f and > 0.4f, Thickness: < 0.6f and > 0.5f });
        Assert.Equal(usual with { Thinning = false }, (usual with { Thinning = false }).In(3));
    }

    private static (float Left, float Top, float Right, float Bottom) Area(OverlayCell cell, Vector2 corner, Panel panel)
    {
        // Twelve pixels high, and 0.603 of that wide for a digit: the embedded typeface's.
        var width = $"{cell.Track}".Length * 12 * 0.603f;
        var at = panel.ToPixels(cell.Position) + corner * 0.75f * MathF.Max(cell.Radius * panel.Scale, 3);
        var (left, top) = (corner.X < 0 ? at.X - width : at.X, corner.Y < 0 ? at.Y - 12 : at.Y);
        return (left, top, left + width, top + 12);
    }

    private static int[] Shown(CellFilter filter, RegionScene? regions = null)
    {
        regions ??= new RegionScene(
            ImmutableArray.Create<Region>(new BoxRegion("right", new Position(-1, -1, 50), new Position(40, 90, 90))),
            0,
            Vector3.Zero
        );
        var view = new ViewState
        {
            Filter = filter,
            Selected = 1,
            Cut = new Vector3(0, 0, 10),
        };
        var sieve = CellSieve.Of(Snapshot, view, regions);
        return [.. Snapshot.Cells.Where(cell => sieve.Passes(cell)).Select(cell => cell.Track)];
    }
}
