using System.Numerics;
using Cellect.Data.Edits;
using Cellect.Data.Volumes;
using Cellect.Overlay.Displays;
using Cellect.Overlay.Glfw;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Overlay.Tests;

public sealed class DivisionToolTests : IDisposable
{
    private static readonly VolumeHeader Header = new()
    {
        Series = "s",
        T = 0,
        Shape = new VolumeShape(20, 100, 200),
        Type = VoxelType.UInt16,
        VoxelMicrometres = new VoxelSize(2, 1, 1),
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("cellect-review-").FullName;
    private readonly FakeTimeProvider _time = new();
    private readonly Timeline _timeline = new(100, 1_000_000_000);
    private readonly DivisionEntry[] _divisions =
    [
        new(9, 3, 7, 8, new Vector3(40, 40, 10), 0.4f),
        new(5, 2, 5, 6, new Vector3(80, 60, 20), 0.9f),
        new(1, 1, 3, 4, new Vector3(20, 20, 20), 0.7f),
    ];

    public DivisionToolTests()
    {
        for (var t = 3; t < 12; t++)
            _timeline.Add(Tests.Snapshots.Empty(t, Tests.Snapshots.Cell(5, 78, 60, 20), Tests.Snapshots.Cell(6, 84, 60, 20)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Correct_ACellOfAPausedTimePoint_IsKeptAndTakenBack()
    {
        var review = new DivisionReview(_ => _folder, _time);
        review.Begin(Header);
        var tool = new DivisionTool(_timeline, review);
        tool.Correct(CommandKind.DeleteCell, 5);
        Assert.Contains("pause first", tool.Message, StringComparison.Ordinal);
        _timeline.ShowTimePoint(6);
        tool.Correct(CommandKind.DeleteCell, 99);
        Assert.Contains("no cell", tool.Message, StringComparison.Ordinal);
        tool.Correct(CommandKind.DeleteCell, 5);
        tool.Correct(CommandKind.CutLink, 6);
        tool.Correct(CommandKind.UndoEdit, 0);
        await review.WrittenAsync();
        var log = EditLog.Read(_folder);
        Assert.Equal([EditKind.Delete, EditKind.Unlink, EditKind.Undo], log.Select(edit => edit.Edit));
        Assert.Equal((new CellKey(6, 5), 2), (log[0].Cell, log[2].Of));
        tool.Correct(CommandKind.UndoEdit, 0);
        tool.Correct(CommandKind.UndoEdit, 0);
        await review.WrittenAsync();
        Assert.Empty(EditLog.Active(EditLog.Read(_folder)));
        Assert.Contains("nothing was said", review.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_TypedWhileLive_IsKeptShownAndTakenBack()
    {
        var review = new DivisionReview(_ => _folder, _time);
        review.Begin(Header);
        var tool = new DivisionTool(_timeline, review);
        var regions = new RegionTool(new RegionStore(Path.Combine(_folder, "regions.json")));
        var controller = new ViewController(_timeline, regions, new TriggerTool(null, _time), tool);
        controller.Begin(new ViewState { Selected = 5 });
        Type("L");
        // Letters that are keys belong to the name; a frame that comes meanwhile does not change which cell was meant.
        _timeline.Add(Tests.Snapshots.Empty(12, Tests.Snapshots.Cell(5, 78, 60, 20)));
        Type("xk 1");
        Key(GlfwNative.KeyBackspace);
        Type("é");
        Assert.Equal("xk é_", tool.Names.Shown[5]);
        Key(GlfwNative.KeyEnter);
        await review.WrittenAsync();

        Assert.True(_timeline.Live);
        var kept = Assert.Single(EditLog.Read(_folder));
        Assert.Equal((EditKind.Name, new CellKey(11, 5), "xk é"), (kept.Edit, kept.Cell!.Value, kept.Text));
        Assert.Equal("xk é", tool.Names.Shown[5]);
        var facts = TrackFacts.Of(5, _timeline.Shown!, new SeriesHistory(), names: tool.Names.Shown);
        Assert.Equal("track 5 'xk é'", facts.Title);

        Type("Lsecond");
        Key(GlfwNative.KeyEnter);
        await review.WrittenAsync();
        Assert.Equal("second", tool.Names.Shown[5]);
        Type("u");
        await review.WrittenAsync();
        Assert.Equal("xk é", tool.Names.Shown[5]);
        Type("u");
        await review.WrittenAsync();
        Assert.Empty(tool.Names.Shown);
        Assert.Empty(EditLog.Active(EditLog.Read(_folder)));

        void Type(string text)
        {
            foreach (var character in text)
                controller.Handle(new WindowEvent(WindowEventKind.Typed, Vector2.Zero, character), null);
        }

        void Key(int key) => controller.Handle(new WindowEvent(WindowEventKind.Key, Vector2.Zero, key), null);
    }

    [Fact]
    public async Task Name_GivenUpEmptyOrOfNoCell_WritesNothing()
    {
        var review = new DivisionReview(_ => _folder, _time);
        review.Begin(Header);
        var names = new DivisionTool(_timeline, review).Names;
        names.Begin(99);
        Assert.Null(names.Naming);
        Assert.Contains("no cell", names.Message, StringComparison.Ordinal);
        names.Begin(5);
        names.Type('a');
        names.EndNaming(keep: false);
        names.Begin(5);
        names.Type(' ');
        names.EndNaming(keep: true);
        names.Begin(5);
        for (var i = 0; i < CellNameTool.LongestName + 5; i++)
            names.Type('a');
        Assert.Equal(CellNameTool.LongestName, names.Naming!.Length);
        names.LetGo();
        await review.WrittenAsync();

        Assert.Empty(EditLog.Read(_folder));
        Assert.Empty(names.Shown);
        var unkept = new DivisionTool(_timeline, new DivisionReview(null, _time)).Names;
        unkept.Begin(5);
        Assert.Null(unkept.Naming);
        Assert.Contains("Record:Directory", unkept.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GoTo_ADivisionThatIsKept_PausesAtItsTimeWithTheDaughtersInView()
    {
        var (tool, view) = (Tool(), new ViewState());
        view = tool.Do(new Command(CommandKind.GoToDivision, 1), view, Around(view));

        Assert.Equal((5, false), (_timeline.Shown!.T, _timeline.Live));
        Assert.Equal((5, 2, Drawer.Division), (view.Selected, view.Division, view.Drawer));
        Assert.Equal(new Vector3(81, 60, 20), view.Centre);
        Assert.InRange(view.Zoom, 1.2f, 2);
        Assert.Equal("", tool.Message);
    }

    [Fact]
    public void GoTo_ADivisionOfATimePointThatWasLeftOut_PausesAtTheNextWithItsDaughters()
    {
        _divisions[1] = _divisions[1] with { T = 2 };
        var (tool, view) = (Tool(), new ViewState());

        view = tool.Do(new Command(CommandKind.GoToDivision, 1), view, Around(view));

        Assert.Equal((3, false), (_timeline.Shown!.T, _timeline.Live));
        Assert.Equal(new Vector3(81, 60, 20), view.Centre);
        Assert.Contains("t 2 was not drawn: the daughters are shown in t 3", tool.Message);
    }

    [Fact]
    public void GoTo_ADivisionThatIsNotKept_ShowsItsPlaceAndSaysSo()
    {
        var (tool, view) = (Tool(), new ViewState());
        view = tool.Do(new Command(CommandKind.GoToDivision, 2), view, Around(view));

        Assert.True(_timeline.Live);
        Assert.Equal(new Vector3(20, 20, 20), view.Centre);
        Assert.Contains("t 1 is not in the timeline", tool.Message);
    }

    [Fact]
    public void Next_FromNothingAndAtTheEnds_StaysInTheList()
    {
        var (tool, view) = (Tool(), new ViewState());
        var seen = new List<int>();
        foreach (var step in (int[])[1, 1, 1, 1, -1, -1, -1])
            seen.Add((view = tool.Do(new Command(CommandKind.NextDivision, step), view, Around(view))).Division);

        Assert.Equal([3, 2, 1, 1, 2, 3, 3], seen);
    }

    [Theory]
    [InlineData(0, 2, 0)]
    [InlineData(2, 0, 0)]
    public void GoTo_ALineThatIsNotSeen_BringsItIntoTheList(int scroll, int index, int wanted)
    {
        var view = new ViewState { Divisions = new DivisionList(DivisionOrder.Newest, DivisionChoice.All, scroll) };

        Assert.Equal(wanted, Tool().Do(new Command(CommandKind.GoToDivision, index), view, Around(view)).Divisions.Scroll);
    }

    [Fact]
    public void List_OrdersAndChoices_AreWhatTheySay()
    {
        var verdicts = new Dictionary<int, bool> { [2] = true };

        Assert.Equal([3, 1, 2], Mothers(new DivisionList(DivisionOrder.Doubtful, DivisionChoice.All, 0)));
        Assert.Equal([2, 1, 3], Mothers(new DivisionList(DivisionOrder.Likely, DivisionChoice.All, 0)));
        Assert.Equal([3, 1], Mothers(new DivisionList(DivisionOrder.Newest, DivisionChoice.Open, 0)));
        Assert.Equal([2], Mothers(new DivisionList(DivisionOrder.Newest, DivisionChoice.Judged, 0)));

        int[] Mothers(DivisionList list) => [.. list.Of(_divisions, verdicts).Select(entry => entry.Mother)];
    }

    [Fact]
    public async Task AcceptThenReject_AreInTheLogAndTheFirstIsUndone()
    {
        var review = new DivisionReview(_ => _folder, _time);
        review.Begin(Header);
        var tool = new DivisionTool(_timeline, review);
        var view = new ViewState { Division = 2 };
        var book = new SeriesHistory();
        book.Join([new TrackEntry(2, -1, 0, 4)], _divisions);
        var around = Around(view) with { Division = DivisionEvidence.Of(_divisions[1], book, _timeline.Find) };
        tool.Do(new Command(CommandKind.Accept), view, around);
        tool.Do(new Command(CommandKind.Reject), view, around);
        await review.WrittenAsync();

        var edits = EditLog.Read(_folder);
        Assert.Equal([EditKind.Accept, EditKind.Undo, EditKind.Undivide], edits.Select(edit => edit.Edit));
        var kept = Assert.Single(EditLog.Active(edits));
        Assert.Equal((new CellKey(4, 2), new CellKey(5, 5)), (kept.Cell!.Value, Assert.Single(kept.Daughters!)));
        Assert.False(review.Verdicts[2]);
        Assert.Contains("rejected", review.Message);
    }

    [Fact]
    public async Task Accept_MotherOfBeforeACrash_IsRefusedForWantOfHerName()
    {
        var review = new DivisionReview(_ => _folder, _time);
        review.Begin(Header);
        var (tool, view) = (new DivisionTool(_timeline, review), new ViewState { Division = 2 });
        var evidence = DivisionEvidence.Of(_divisions[1], new SeriesHistory(), _timeline.Find);
        tool.Do(new Command(CommandKind.Accept), view, Around(view) with { Division = evidence });
        await review.WrittenAsync();

        Assert.Contains("not kept", tool.Message);
        Assert.Empty(EditLog.Read(_folder));
    }

    [Fact]
    public async Task Accept_WhileAnotherProgramWritesTheLog_SaysThatItIsNotKept()
    {
        using var other = new EditLog(_folder, _time);
        var review = new DivisionReview(_ => _folder, _time);
        review.Begin(Header);
        review.Say(_divisions[0], 8, 7, right: true);
        await review.WrittenAsync();

        Assert.StartsWith("not kept", review.Message);
        Assert.Empty(review.Verdicts);
    }

    [Fact]
    public void Accept_NothingRecorded_SaysSo()
    {
        var review = new DivisionReview(null, _time);
        review.Begin(Header);
        review.Say(_divisions[0], 8, 7, right: true);

        Assert.False(review.Possible);
        Assert.Contains("Record:Directory", review.Message);
    }

    [Fact]
    public void Memory_OfAWindow_IsKeptAndADamagedFilePassedOver()
    {
        var file = Path.Combine(_folder, "deep", "window.json");
        var left = new ViewState
        {
            Layout = Settings.PanelLayout.Four,
            SidePanel = false,
            Look = new MarkLook(0.5f, 2, false),
        };
        new ViewMemory(file).Keep(left, new WindowPlace(10, 20, 900, 700), series: null);

        Assert.Equal((left, new WindowPlace(10, 20, 900, 700)), new ViewMemory(file).Recall(new ViewState()));
        File.WriteAllText(file, "{ half");
        Assert.Equal((new ViewState(), null), new ViewMemory(file).Recall(new ViewState()));
    }

    [Fact]
    public void Memory_OfASelectedCell_IsThatOfItsSeries()
    {
        var (file, place) = (Path.Combine(_folder, "window.json"), new WindowPlace(0, 0, 900, 700));
        new ViewMemory(file).Keep(new ViewState { Selected = 12 }, place, "a");
        var memory = new ViewMemory(file);
        memory.Recall(new ViewState());

        // Whatever is done before the first volume comes: nothing was let go.
        memory.Keep(new ViewState(), place, series: null);

        Assert.Equal((12, 0), (memory.SelectedIn("a"), memory.SelectedIn("b")));
        memory.Keep(new ViewState(), place, "a");
        Assert.Equal(0, memory.SelectedIn("a"));
    }

    private DivisionTool Tool() => new(_timeline, new DivisionReview(null, _time));

    private Surroundings Around(ViewState view) =>
        Surroundings.Of(
            _timeline.Shown!,
            new Drawing(1280, 800, 1),
            view,
            alarm: false,
            SideContent.Empty with
            {
                Events = new EventsContent(_divisions, 0),
            }
        );
}
