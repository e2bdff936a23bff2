using System.Collections.Immutable;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Rendering;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Overlay.Tests;

public class NamePlacesTests
{
    private static readonly OverlaySnapshot Snapshot = Tests.Snapshots.Empty(
        5,
        Tests.Snapshots.Cell(1, 20, 20, 10) with
        {
            Score = 0.9f,
        },
        Tests.Snapshots.Cell(2, 60, 20, 30) with
        {
            Score = 0.3f,
        },
        Tests.Snapshots.Cell(3, 60, 60, 30)
    );

    [Fact]
    public void OfCells_CellsWithNames_AreBelowThem()
    {
        var scene = SceneOf(new ViewState());
        var panel = MainOf(scene);

        var places = NamePlaces.OfCells(scene, panel).ToDictionary();

        Assert.Equal(["leader", "twin"], places.Keys.Order());
        Assert.True(places["leader"].Y > panel.ToPixels(Snapshot.Cells[0].Position).Y);
    }

    [Fact]
    public void OfCells_FilteredOut_HaveNone() =>
        Assert.Equal(["leader"], Names(new ViewState { Filter = new CellFilter(LeastScore: 0.5f) }));

    [Fact]
    public void OfCells_OutOfTheSlice_HaveNone() =>
        Assert.Equal(["twin"], Names(new ViewState { Mode = ViewMode.Slices, Cut = new(60, 20, 30) }));

    [Fact]
    public void OfCells_MarksOff_HaveNone() => Assert.Empty(Names(new ViewState { Marks = false }));

    [Fact]
    public void OfRegions_Regions_AreInTheirCorners()
    {
        var scene = SceneOf(new ViewState()) with { Regions = GoldenScene.Regions() };

        Assert.Equal(["tip", "core"], NamePlaces.OfRegions(scene, MainOf(scene)).Select(place => place.Name));
    }

    private static IEnumerable<string> Names(ViewState view)
    {
        var scene = SceneOf(view);
        return NamePlaces.OfCells(scene, MainOf(scene)).Select(place => place.Name);
    }

    private static Panel MainOf(Scene scene) => OverlayRenderer.Layout(Snapshot, scene.View, scene.Screen, 1).Main;

    private static Scene SceneOf(ViewState view) =>
        new(Snapshot, view, StatusText.Of(Snapshot, StreamStatus.Waiting, new FakeTimeProvider(), 0), new Drawing(1280, 800, 1))
        {
            Names = ImmutableDictionary<int, string>.Empty.Add(1, "leader").Add(2, "twin"),
        };
}
