using System.Numerics;
using Cellect.Data.Edits;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Displays;

/// <summary>Goes to divisions, and takes down what people say of them.</summary>
/// <param name="timeline">The time points kept.</param>
/// <param name="review">Where that goes.</param>
internal sealed class DivisionTool(Timeline timeline, DivisionReview review)
{
    private const float SpanShare = 4;
    private const float SpanRadii = 14;
    private const float MostZoom = 12;
    private const int MostLater = 3;

    // Of the list while a cell is selected, in the smallest window.
    private const int SeenLines = 4;

    /// <summary>What happened last, for the user; empty for nothing.</summary>
    public string Message { get; private set; } = "";

    /// <summary>What people have said, by mother.</summary>
    public IReadOnlyDictionary<int, bool> Verdicts => review.Verdicts;

    /// <summary>Names the selected cell.</summary>
    public CellNameTool Names { get; } = new(timeline, review);

    /// <summary>True where what people say is kept.</summary>
    public bool CanJudge => review.Possible;

    /// <summary>Does what is asked for.</summary>
    /// <returns>The view afterwards.</returns>
    public ViewState Do(Command command, ViewState view, Surroundings? around)
    {
        if (around is null)
            return view;
        var listed = around.Side.Events.Events;
        var at = Array.FindIndex(listed, entry => entry.Mother == view.Division);
        switch (command.Kind)
        {
            case CommandKind.GoToDivision when command.Index < listed.Length:
                return GoTo(command.Index, view, around);
            case CommandKind.NextDivision when listed.Length > 0:
                // From nothing, forward begins at the first.
                return GoTo(Math.Clamp(at < 0 ? 0 : at + command.Index, 0, listed.Length - 1), view, around);
            case CommandKind.Accept or CommandKind.Reject when around.Division is { MotherT: < 0 }:
                // An edit names the cell: a wrong name would keep every later reader from the log.
                Message = "not kept: when the mother was last seen is not known here; correct it in the recording (cellect correct)";
                return view;
            case CommandKind.Accept or CommandKind.Reject when around.Division is { } evidence:
                review.Say(evidence.Entry, evidence.MotherT, evidence.Nearer, command.Kind == CommandKind.Accept);
                return view;
            default:
                Message = "no division is looked at: click on one in the list, or press N";
                return view;
        }
    }

    /// <summary>What a person says of the selected cell in the time point that is looked at.</summary>
    /// <param name="kind">What is said.</param>
    /// <param name="selected">Track of the cell; 0: none.</param>
    public void Correct(CommandKind kind, int selected)
    {
        Message = "";
        if (kind == CommandKind.UndoEdit)
            review.Undo();
        else if (kind == CommandKind.NameCell)
            Names.Begin(selected);
        else if (timeline.Live || timeline.Shown is not { } shown)
            // Of a picture that moves nobody knows which time point was meant.
            Message = "pause first (space): a word on a cell is on one time point";
        else if (Array.Exists(shown.Cells, cell => cell.Track == selected))
            review.Say(
                kind switch
                {
                    CommandKind.AcceptCell => EditKind.Accept,
                    CommandKind.DeleteCell => EditKind.Delete,
                    _ => EditKind.Unlink,
                },
                new CellKey(shown.T, selected)
            );
        else
            Message = "no cell of this time point is selected: click on one";
    }

    /// <summary>The list so many lines further, within its ends.</summary>
    public DivisionList Scrolled(DivisionList list, int lines, Surroundings around) =>
        list with
        {
            Scroll = Math.Clamp(list.Scroll + lines, 0, Math.Max(0, around.Side.Events.Events.Length - 1)),
        };

    // Keys go beyond what is seen of the list: it follows.
    private static DivisionList Seen(DivisionList list, int index) =>
        index >= list.Scroll && index < list.Scroll + SeenLines ? list : list with { Scroll = Math.Max(0, index - SeenLines / 2) };

    // Where drawing lags it leaves time points out: the next one with the daughters in it is nearly as good.
    private int? ShowDaughters(DivisionEntry division)
    {
        var later = timeline.Frames.FirstOrDefault(frame =>
            frame.T > division.T
            && frame.T <= division.T + MostLater
            && Array.Exists(frame.Cells, cell => cell.Track == division.FirstDaughter)
        );
        if (later is not null)
            timeline.ShowTimePoint(later.T);
        return later?.T;
    }

    private ViewState GoTo(int index, ViewState view, Surroundings around)
    {
        var division = around.Side.Events.Events[index];
        Message = "";
        if (!timeline.ShowTimePoint(division.T))
            Message = ShowDaughters(division) is { } later
                ? $"t {division.T} was not drawn: the daughters are shown in t {later}"
                : $"t {division.T} is not in the timeline any more: its place is shown in t {around.Snapshot.T}";
        var shown = timeline.Shown ?? around.Snapshot;
        var daughters = Array.FindAll(shown.Cells, cell => cell.Track == division.FirstDaughter || cell.Track == division.SecondDaughter);
        var place =
            daughters.Length > 0
                ? daughters.Aggregate(Vector3.Zero, (sum, cell) => sum + cell.Position) / daughters.Length
                : division.Place;
        var span = daughters.Length == 2 ? Vector3.Distance(daughters[0].Position, daughters[1].Position) * SpanShare : 0;
        span = MathF.Max(span, SpanRadii * (daughters.Length > 0 ? daughters[0].Radius : 1));
        var extent = shown.ExtentMicrometres;
        return Camera.LookAt(view, place) with
        {
            Selected = division.FirstDaughter,
            Division = division.Mother,
            Divisions = Seen(view.Divisions, index),
            Drawer = Drawer.Division,
            DrawerScroll = view.Drawer == Drawer.Division ? view.DrawerScroll : 0,
            Zoom = Math.Clamp(MathF.Min(extent.X, extent.Y) / span, 1, MostZoom),
        };
    }
}
