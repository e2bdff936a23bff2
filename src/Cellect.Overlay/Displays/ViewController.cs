using Cellect.Overlay.Glfw;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Settings;

namespace Cellect.Overlay.Displays;

/// <summary>Turns what the user does into what is looked at.</summary>
/// <param name="timeline">The time points kept.</param>
/// <param name="regions">Draws regions.</param>
/// <param name="triggers">Arms, disarms and stops the triggers.</param>
/// <param name="divisions">Goes to divisions and takes down what people say of them.</param>
internal sealed class ViewController(Timeline timeline, RegionTool regions, TriggerTool triggers, DivisionTool divisions)
{
    private const float ScrollPixels = 40;
    private const int ScrollLines = 3;

    private readonly MeetingTool _meetings = new(timeline);
    private readonly MouseTool _mouse = new(timeline, regions);
    private bool _closeAsked;

    /// <summary>What is looked at.</summary>
    public ViewState View { get; private set; } = new();

    /// <summary>Set when the user asks for a screenshot; whoever takes it resets it.</summary>
    public bool ScreenshotWanted { get; set; }

    /// <summary>Set when the user asks for a film; whoever makes it resets it.</summary>
    public bool FilmWanted { get; set; }

    /// <summary>Set when the user wants the window closed.</summary>
    public bool CloseWanted { get; private set; }

    /// <summary>The channel whose contrast keys change, by place.</summary>
    public int Channel { get; private set; }

    /// <summary>What the pointer rests on; null for nothing.</summary>
    public HoverText? Hover { get; private set; }

    /// <summary>The tool under the pointer, by its number from the left; -1: none.</summary>
    public int HoveredTool { get; private set; } = -1;

    /// <summary>What happened last, for the user; empty for nothing.</summary>
    public string Message { get; private set; } = "";

    /// <summary>Begins with another view.</summary>
    public void Begin(ViewState view)
    {
        divisions.Names.LetGo();
        View = view;
    }

    /// <summary>Follows one event.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="around">What the user sees, or null while there is no image.</param>
    public void Handle(WindowEvent happened, Surroundings? around)
    {
        if (happened.Kind is WindowEventKind.Typed or WindowEventKind.Pressed && _closeAsked)
            (_closeAsked, Message) = (false, "");
        if (Typed is { } name && Name(name, happened))
            return;
        switch (happened.Kind)
        {
            case WindowEventKind.Typed:
                Do(Keys.Of((char)happened.Value), around);
                break;
            case WindowEventKind.Key when (int)happened.Value == GlfwNative.KeyEscape:
                LetGo();
                break;
            case WindowEventKind.Key:
                Do(Keys.Of((int)happened.Value, happened.Modifiers, View.Drawer), around);
                break;
            case WindowEventKind.Scrolled when around is not null:
                Scroll(happened, around);
                break;
            case WindowEventKind.Pressed or WindowEventKind.Moved or WindowEventKind.Released when around is not null:
                Follow(happened, around);
                break;
        }
    }

    /// <summary>Does what is asked for.</summary>
    public void Do(Command command, Surroundings? around)
    {
        if (command.Kind is CommandKind.GoToDivision or CommandKind.NextDivision or CommandKind.Accept or CommandKind.Reject)
            View = divisions.Do(command, View, around);
        else if (
            command.Kind
            is CommandKind.AcceptCell
                or CommandKind.DeleteCell
                or CommandKind.CutLink
                or CommandKind.NameCell
                or CommandKind.UndoEdit
        )
            divisions.Correct(command.Kind, View.Selected);
        else if (command.Kind == CommandKind.GoToMeeting)
            (View, Message) = (_meetings.GoTo(command.Index, View, around), _meetings.Message);
        else if (!Act(command, around))
            View = Looked(command, around?.Snapshot);
    }

    // What is not looking: time, regions, triggers, pictures.
    private bool Act(Command command, Surroundings? around)
    {
        switch (command.Kind)
        {
            case CommandKind.Slice when around is not null:
                MoveSlice(around, command.Index);
                return true;
            case CommandKind.Pause:
                timeline.TogglePause();
                return true;
            case CommandKind.Step:
                timeline.Step(command.Index);
                return true;
            case CommandKind.Live:
                timeline.GoLive();
                return true;
            case CommandKind.Screenshot:
                return ScreenshotWanted = true;
            case CommandKind.Film:
                return FilmWanted = true;
            case CommandKind.Channel when around is not null:
                ToggleChannel(command.Index, around.Snapshot.Channels.Length);
                return true;
            default:
                return regions.Do(command) || triggers.Do(command);
        }
    }

    private ViewState Looked(Command command, Snapshots.OverlaySnapshot? snapshot) =>
        command.Kind switch
        {
            CommandKind.Mode => View with { Mode = (ViewMode)command.Index },
            CommandKind.NextLayout => View with { Layout = (PanelLayout)(((int)View.Layout + 1) % Enum.GetValues<PanelLayout>().Length) },
            CommandKind.Colour => View with { Colour = Next(View.Colour ?? ColourBy.Track, command.Index) },
            CommandKind.Labels => View with { Labels = !View.Labels },
            CommandKind.Marks => View with { Marks = !View.Marks },
            CommandKind.SidePanel => View with { SidePanel = !View.SidePanel },
            CommandKind.Reset => Reset(),
            CommandKind.Drawer => View with
            {
                Drawer = View.Drawer == (Drawer)command.Index ? Drawer.None : (Drawer)command.Index,
                DrawerScroll = 0,
            },
            CommandKind.BiologyPage => View with { BiologyPage = command.Index, DrawerScroll = 0 },
            CommandKind.AutomaticContrast => ContrastTool.Automatic(View),
            CommandKind.Gamma => ContrastTool.Gamma(View, back: command.Index > 0),
            CommandKind.SetGamma => ContrastTool.Gamma(View, command.Value),
            CommandKind.Black or CommandKind.White => ContrastTool.Move(
                View,
                snapshot,
                Channel,
                command.Kind == CommandKind.White,
                command.Index
            ),
            CommandKind.SetBlack or CommandKind.SetWhite => ContrastTool.Set(
                View,
                snapshot,
                command.Index,
                command.Kind == CommandKind.SetWhite,
                command.Value
            ),
            _ => FilterTool.Do(command, View, snapshot),
        };

    private void LetGo()
    {
        if (View.Drawer != Drawer.None)
            View = View with { Drawer = Drawer.None };
        else if (View.Selected > 0)
            View = View with { Selected = 0 };
        else if (regions.LetGo())
            return;
        else if (_closeAsked)
            CloseWanted = true;
        else
            (_closeAsked, Message) = (true, "Esc again closes the window; tracking goes on without it");
    }

    private ITypedName? Typed =>
        regions.Naming is not null ? regions
        : divisions.Names.Naming is not null ? divisions.Names
        : null;

    private static bool Name(ITypedName name, WindowEvent happened)
    {
        switch (happened.Kind)
        {
            case WindowEventKind.Typed:
                name.Type((char)happened.Value);
                return true;
            case WindowEventKind.Key when (int)happened.Value == GlfwNative.KeyBackspace:
                name.Type(null);
                return true;
            case WindowEventKind.Key when (int)happened.Value is GlfwNative.KeyEnter or GlfwNative.KeyEscape:
                name.EndNaming(keep: (int)happened.Value == GlfwNative.KeyEnter);
                return true;
            case WindowEventKind.Pressed:
                name.EndNaming(keep: false);
                return false;
            default:
                return happened.Kind == WindowEventKind.Key;
        }
    }

    private void Follow(WindowEvent happened, Surroundings around)
    {
        if (happened.Kind == WindowEventKind.Moved && !_mouse.Holds)
        {
            HoveredTool = Hud.ToolsPart.At(around.Screen.Tools, happened.Pointer, around.Tools, around.UiScale);
            Hover = Displays.Hover.At(happened.Pointer, View, around);
            return;
        }

        Hover = null;
        View = _mouse.Handle(happened, View, around, out var command);
        if (command.Kind != CommandKind.None)
            Do(command, around);
    }

    private void Scroll(WindowEvent happened, Surroundings around)
    {
        Hover = null;
        if (around.Screen.Drawer.Contains(happened.Pointer))
            ScrollDrawer(happened.Value, around);
        else if (around.Screen.Side.Contains(happened.Pointer))
            View = View with { Divisions = divisions.Scrolled(View.Divisions, -(int)happened.Value * ScrollLines, around) };
        else if (happened.Modifiers.HasFlag(KeyModifiers.Control))
            MoveSlice(around, (int)happened.Value);
        else if (around.Screen.Image.Contains(happened.Pointer))
            View = Camera.Zoom(View, happened.Pointer, happened.Value, around.LayoutOf);
    }

    private void ScrollDrawer(float steps, Surroundings around)
    {
        var most = Hud.FormPart.Overhang(around.Form, around.Screen.Drawer.Height / around.UiScale);
        View = View with { DrawerScroll = Math.Clamp(View.DrawerScroll - steps * ScrollPixels, 0, most) };
    }

    // What tells the user where he is stays: panels, drawers, filters and selection are not part of the view's place.
    private ViewState Reset() =>
        View with
        {
            Centre = null,
            Zoom = 1,
            Cut = null,
            Orientation = ViewState.UsualOrientation,
            Looks = default,
            Gamma = ViewState.UsualGamma,
            Marks = true,
            Labels = false,
        };

    private void MoveSlice(Surroundings around, int planes)
    {
        if (View.Mode == ViewMode.Slices)
            View = Camera.Slice(View, around.Snapshot.ExtentMicrometres, (float)around.Snapshot.VoxelMicrometres.Z, planes);
    }

    private void ToggleChannel(int place, int channels)
    {
        if (place >= channels)
            return;
        Channel = place;
        var look = View.Looks[place];
        View = View with { Looks = View.Looks.With(place, look with { Hidden = !look.Hidden }) };
    }

    private static ColourBy Next(ColourBy colour, int way)
    {
        var count = Enum.GetValues<ColourBy>().Length;
        return (ColourBy)(((int)colour + way + count) % count);
    }
}
