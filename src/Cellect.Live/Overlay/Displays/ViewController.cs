using System.Numerics;
using Cellect.Live.Overlay.Glfw;
using Cellect.Live.Overlay.Rendering;

namespace Cellect.Live.Overlay.Displays;

/// <summary>Turns what the user does into what is looked at.</summary>
internal sealed class ViewController
{
    private const float ZoomPerStep = 1.2f;

    private Vector2? _dragged;

    /// <summary>What is looked at.</summary>
    public ViewState View { get; private set; } = new();

    /// <summary>Set when the user asks for a screenshot; whoever takes it resets it.</summary>
    public bool ScreenshotWanted { get; set; }

    /// <summary>Set when the user wants the window closed.</summary>
    public bool CloseWanted { get; private set; }

    /// <summary>Follows one event.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="layoutOf">Where the panels lie for a view, or null while there is no image.</param>
    public void Handle(WindowEvent happened, Func<ViewState, ViewLayout>? layoutOf)
    {
        switch (happened.Kind)
        {
            case WindowEventKind.Typed:
                Type((char)happened.Value);
                break;
            case WindowEventKind.Key when (int)happened.Value == GlfwNative.KeyEscape:
                CloseWanted = true;
                break;
            case WindowEventKind.Key when (int)happened.Value == GlfwNative.KeyHome:
                Reset();
                break;
            case WindowEventKind.Released:
                _dragged = null;
                break;
            case WindowEventKind.Pressed:
                _dragged = happened.Pointer;
                break;
            case WindowEventKind.Moved when layoutOf is not null && _dragged is { } from:
                Drag(from, happened.Pointer, layoutOf(View));
                break;
            case WindowEventKind.Scrolled when layoutOf is not null:
                Zoom(happened.Pointer, MathF.Pow(ZoomPerStep, happened.Value), layoutOf);
                break;
        }
    }

    private void Type(char character)
    {
        switch (char.ToLowerInvariant(character))
        {
            case 's':
                ScreenshotWanted = true;
                break;
            case '?' or 'h':
                View = View with { Help = !View.Help };
                break;
            case 'r':
                Reset();
                break;
        }
    }

    private void Reset() => View = new ViewState { Help = View.Help };

    private void Drag(Vector2 from, Vector2 to, ViewLayout layout)
    {
        _dragged = to;
        if (layout.At(from) is { } panel)
            View = View with { Centre = panel.Centre - panel.Move(to - from) };
    }

    // The panels may grow or move with the zoom: the point under the pointer is put back under it in the new layout.
    private void Zoom(Vector2 pointer, float factor, Func<ViewState, ViewLayout> layoutOf)
    {
        var before = layoutOf(View).At(pointer);
        var zoomed = View with { Zoom = Math.Clamp(View.Zoom * factor, 1, ViewState.MaxZoom) };
        if (before is not null && Array.Find(layoutOf(zoomed).Panels, panel => panel.Name == before.Name) is { } after)
            zoomed = zoomed with { Centre = before.ToMicrometres(pointer) - after.Move(pointer - after.Area.Centre) };
        View = zoomed;
    }
}
