using Cellect.Overlay.Glfw;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Settings;

namespace Cellect.Overlay.Displays;

/// <summary>Turns what the user does into what is looked at.</summary>
/// <param name="timeline">The time points kept.</param>
/// <param name="regions">Draws regions.</param>
/// <param name="triggers">Arms, disarms and stops the triggers.</param>
internal sealed class ViewController(Timeline timeline, RegionTool regions, TriggerKeys triggers)
{
    private readonly MouseTool _mouse = new(timeline, regions);

    /// <summary>What is looked at.</summary>
    public ViewState View { get; private set; } = new();

    /// <summary>Set when the user asks for a screenshot; whoever takes it resets it.</summary>
    public bool ScreenshotWanted { get; set; }

    /// <summary>Set when the user wants the window closed.</summary>
    public bool CloseWanted { get; private set; }

    /// <summary>The channel whose contrast keys change, by place.</summary>
    public int Channel { get; private set; }

    /// <summary>Begins with another view.</summary>
    public void Begin(ViewState view) => View = view;

    /// <summary>Follows one event.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="around">What the user sees, or null while there is no image.</param>
    public void Handle(WindowEvent happened, Surroundings? around)
    {
        switch (happened.Kind)
        {
            case WindowEventKind.Typed:
                Type((char)happened.Value, around);
                break;
            case WindowEventKind.Key:
                Press((int)happened.Value, happened.Modifiers, around);
                break;
            case WindowEventKind.Scrolled when around is not null && happened.Modifiers.HasFlag(KeyModifiers.Control):
                MoveSlice(around, (int)happened.Value);
                break;
            case WindowEventKind.Scrolled when around is not null && around.Screen.Image.Contains(happened.Pointer):
                View = Camera.Zoom(View, happened.Pointer, happened.Value, around.LayoutOf);
                break;
            case WindowEventKind.Pressed or WindowEventKind.Moved or WindowEventKind.Released when around is not null:
                View = _mouse.Handle(happened, View, around);
                break;
        }
    }

    private void Type(char character, Surroundings? around)
    {
        View = character switch
        {
            '1' => View with { Mode = ViewMode.Projections },
            '2' => View with { Mode = ViewMode.Slices },
            '3' => View with { Mode = ViewMode.Maximum3D },
            '4' => View with { Mode = ViewMode.Alpha3D },
            '?' or 'h' or 'H' => View with { Help = !View.Help },
            'c' => View with { Colour = Next(View.Colour, 1) },
            'C' => View with { Colour = Next(View.Colour, -1) },
            'l' or 'L' => View with { Labels = !View.Labels },
            'm' or 'M' => View with { Marks = !View.Marks },
            'p' or 'P' => View with { SidePanel = !View.SidePanel },
            'r' or 'R' => Reset(),
            'a' or 'A' => ContrastTool.Automatic(View),
            'g' or 'G' => ContrastTool.Gamma(View, back: character == 'G'),
            '-' => ContrastTool.Move(View, around?.Snapshot, Channel, white: true, -1),
            '+' or '=' => ContrastTool.Move(View, around?.Snapshot, Channel, white: true, 1),
            ',' or '<' => ContrastTool.Move(View, around?.Snapshot, Channel, white: false, -1),
            '.' or '>' => ContrastTool.Move(View, around?.Snapshot, Channel, white: false, 1),
            _ => View,
        };
        switch (character)
        {
            case '[' when around is not null:
                MoveSlice(around, -1);
                break;
            case ']' when around is not null:
                MoveSlice(around, 1);
                break;
            case ' ':
                timeline.TogglePause();
                break;
            case 's' or 'S':
                ScreenshotWanted = true;
                break;
            case 'b' or 'B':
                regions.Want(round: false);
                break;
            case 'y' or 'Y':
                regions.Want(round: true);
                break;
            case 'x' or 'X':
                triggers.Stop();
                break;
        }
    }

    private void Press(int key, KeyModifiers modifiers, Surroundings? around)
    {
        switch (key)
        {
            case GlfwNative.KeyEscape:
                LetGo();
                break;
            case GlfwNative.KeyHome:
                View = Reset();
                break;
            case GlfwNative.KeyEnd:
                timeline.GoLive();
                break;
            case GlfwNative.KeyLeft:
                timeline.Step(-1);
                break;
            case GlfwNative.KeyRight:
                timeline.Step(1);
                break;
            case GlfwNative.KeyDelete:
                regions.Remove();
                break;
            case GlfwNative.KeyT when modifiers.HasFlag(KeyModifiers.Control):
                triggers.Toggle();
                break;
            case >= GlfwNative.KeyF1 and < GlfwNative.KeyF1 + ChannelLooks.Count when around is not null:
                ToggleChannel(key - GlfwNative.KeyF1, around.Snapshot.Channels.Length);
                break;
        }
    }

    private void LetGo()
    {
        if (View.Help)
            View = View with { Help = false };
        else if (View.Selected > 0)
            View = View with { Selected = 0 };
        else if (!regions.LetGo())
            CloseWanted = true;
    }

    // What tells the user where he is stays: panel, help and selection are not part of the view's place.
    private ViewState Reset() =>
        new()
        {
            Help = View.Help,
            SidePanel = View.SidePanel,
            Selected = View.Selected,
            Mode = View.Mode,
            Colour = View.Colour,
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
