using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Cellect.Data.Regions;
using Cellect.Overlay.Scenes;

namespace Cellect.Overlay.Displays;

/// <summary>Draws, moves, stretches and removes regions of interest with the mouse; every finished change is saved.</summary>
/// <param name="store">Where they are kept.</param>
internal sealed class RegionTool(RegionStore store) : ITypedName
{
    private const float GrabPixels = 9;
    private const int LongestName = RegionLimits.MaxNameChars;

    private readonly Stack<ImmutableArray<Region>> _undo = [];

    private RegionShape? _before;
    private Vector3 _start;
    private int _face = -1;
    private bool _round;
    private bool _drawing;
    private bool _drawn;
    private RegionScene? _scene;

    /// <summary>True when the next drag in a panel draws a region.</summary>
    public bool Wanted { get; private set; }

    /// <summary>The name that is being typed; null while none is.</summary>
    public string? Naming { get; private set; }

    /// <summary>True when there is a change to take back.</summary>
    public bool CanUndo => _undo.Count > 0;

    /// <summary>True while a region is drawn, moved or stretched.</summary>
    public bool Active => _before is not null;

    /// <summary>What happened last, for the user; empty for nothing.</summary>
    public string Message { get; private set; } = "";

    /// <summary>The regions as they are drawn; the same object while nothing has changed.</summary>
    /// <param name="origin">Where the regions' frame has its origin, µm from the corner of the volume.</param>
    public RegionScene Scene(Vector3 origin)
    {
        if (_scene is null || _scene.Origin != origin || _scene.Regions != store.Regions || _scene.Selected != Selected)
            _scene = new RegionScene(store.Regions, Selected, origin);
        return _scene;
    }

    /// <summary>Index of the region with handles, or -1.</summary>
    public int Selected { get; private set; } = -1;

    /// <summary>Does what is asked for, if it is about regions.</summary>
    public bool Do(Command command)
    {
        switch (command.Kind)
        {
            case CommandKind.DrawBox or CommandKind.DrawCylinder:
                Want(round: command.Kind == CommandKind.DrawCylinder);
                return true;
            case CommandKind.SelectRegion:
                Select(command.Index);
                return true;
            case CommandKind.RenameRegion:
                Rename();
                return true;
            case CommandKind.RemoveRegion:
                Remove();
                return true;
            case CommandKind.UndoRegion:
                Undo();
                return true;
            default:
                return false;
        }
    }

    /// <summary>The next drag in a panel draws a box, or a cylinder.</summary>
    public void Want(bool round)
    {
        Wanted = store.Regions.Length < RegionLimits.MaxRegions;
        _round = round;
        Message = Wanted
            ? $"drag in a panel to draw a {(round ? "cylinder" : "box")}; Esc leaves off"
            : $"there are {RegionLimits.MaxRegions} regions, the most that a file may hold";
    }

    /// <summary>Lets go of what was wanted or selected.</summary>
    /// <returns>False when there was nothing to let go of.</returns>
    public bool LetGo()
    {
        var any = Wanted || Selected >= 0;
        (Wanted, Selected, _before, Message, Naming) = (false, -1, null, "", null);
        return any;
    }

    /// <summary>A button went down in a panel.</summary>
    /// <returns>True when the drag that follows is the tool's.</returns>
    public bool Press(Panel panel, Vector2 pixel, Vector3 extent, RegionScene frame, float uiScale)
    {
        if (panel.IsSolid)
            return false;
        if (Wanted)
        {
            Begin(panel, pixel, extent, frame);
            return true;
        }

        _face = Selected >= 0 ? FaceAt(RegionShape.Of(store.Regions[Selected], frame), panel, pixel, uiScale) : -1;
        if (_face < 0 && EdgeAt(panel, pixel, frame, uiScale) is var hit && hit >= 0)
            Selected = hit;
        else if (_face < 0)
            return false;
        _before = RegionShape.Of(store.Regions[Selected], frame);
        _start = panel.ToMicrometres(pixel);
        _drawing = false;
        _drawn = false;
        _undo.Push(store.Regions);
        return true;
    }

    /// <summary>The pointer moved while the tool has it.</summary>
    public void Drag(Panel panel, Vector2 pixel, Vector3 extent, RegionScene frame)
    {
        if (_before is not { } before || Selected < 0)
            return;
        _drawn = true;
        var point = panel.ToMicrometres(pixel);
        var shape =
            _drawing ? Drawn(panel, point, extent)
            : _face >= 0 ? before.Stretched(_face, point)
            : before.Moved(point - _start);
        store.Put(Selected, shape.Named(store.Regions[Selected].Name, frame));
    }

    /// <summary>The button went up: what was done is saved.</summary>
    public void Release()
    {
        if (_before is null || Selected < 0)
            return;
        _before = null;
        _face = -1;
        if (!_drawn)
        {
            // A click changes nothing, and is no region.
            store.PutBack(_undo.Pop());
            if (!_drawing)
                return;
            Selected = -1;
            Message = "no region: drag to draw one";
            return;
        }

        Message = store.Save() ?? Words(store.Regions[Selected]);
    }

    /// <summary>Selects a region by its index.</summary>
    public void Select(int index) => (Selected, Naming) = (index < store.Regions.Length ? index : -1, null);

    /// <summary>What is typed from now on is the selected region's name.</summary>
    public void Rename()
    {
        if (Selected < 0)
            return;
        Naming = "";
        Message = $"type a name for '{store.Regions[Selected].Name}'; Enter keeps it, Esc leaves off";
    }

    /// <summary>A character of the name; the last one goes with null.</summary>
    public void Type(char? character) =>
        Naming = character is { } typed
            ? Naming + (Naming?.Length < LongestName && !char.IsControl(typed) ? typed : "")
            : Naming?[..Math.Max(0, Naming.Length - 1)];

    /// <summary>The name is typed, or given up.</summary>
    public void EndNaming(bool keep)
    {
        var name = Naming;
        Naming = null;
        if (!keep || Selected < 0 || string.IsNullOrWhiteSpace(name))
        {
            Message = "";
            return;
        }

        _undo.Push(store.Regions);
        if (store.Rename(Selected, name) is { } problem)
        {
            _undo.Pop();
            Message = $"not renamed: {problem}";
            return;
        }

        Message = store.Save() ?? $"renamed to '{store.Regions[Selected].Name}'";
    }

    /// <summary>Takes the last change back.</summary>
    public void Undo()
    {
        if (!_undo.TryPop(out var before))
        {
            Message = "no change of the regions to take back";
            return;
        }

        store.PutBack(before);
        (Selected, _before, Naming) = (-1, null, null);
        Message = store.Save() ?? "the last change of the regions is taken back";
    }

    /// <summary>Removes the selected region.</summary>
    public void Remove()
    {
        if (Selected < 0)
            return;
        if (_before is null)
            _undo.Push(store.Regions);
        _before = null;
        var name = store.Regions[Selected].Name;
        store.Remove(Selected);
        Selected = -1;
        Message = store.Save() ?? $"region '{name}' removed";
    }

    private void Begin(Panel panel, Vector2 pixel, Vector3 extent, RegionScene frame)
    {
        _start = panel.ToMicrometres(pixel);
        _drawing = true;
        _drawn = false;
        Wanted = false;
        _undo.Push(store.Regions);
        _before = Drawn(panel, _start, extent);
        Selected = store.Add(_before.Value, _round ? "cylinder" : "box", frame);
        Message = "";
    }

    // Along the axis that the panel does not show, a new region spans the volume.
    private RegionShape Drawn(Panel panel, Vector3 point, Vector3 extent)
    {
        var normal = Vector3.Abs(panel.AxisZ);
        var seen = Vector3.One - normal;
        if (_round && panel.Name == "XY")
        {
            var radius = Vector3.Distance(point * seen, _start * seen);
            return RegionShape.Between(
                (_start - new Vector3(radius)) * seen,
                (_start + new Vector3(radius)) * seen + normal * extent,
                true
            );
        }

        return RegionShape.Between(_start * seen, point * seen + normal * extent, _round);
    }

    private int EdgeAt(Panel panel, Vector2 pixel, RegionScene frame, float uiScale)
    {
        for (var i = store.Regions.Length - 1; i >= 0; i--)
        {
            var shape = RegionShape.Of(store.Regions[i], frame);
            var (from, to) = (panel.ToPixels(shape.From), panel.ToPixels(shape.To));
            if (shape.Round && panel.Name == "XY" ? NearCircle(from, to, pixel, uiScale) : NearRectangle(from, to, pixel, uiScale))
                return i;
        }

        return -1;
    }

    private static bool NearCircle(Vector2 from, Vector2 to, Vector2 pixel, float uiScale) =>
        MathF.Abs(Vector2.Distance(pixel, (from + to) / 2) - MathF.Abs(to.X - from.X) / 2) < GrabPixels * uiScale;

    private static bool NearRectangle(Vector2 from, Vector2 to, Vector2 pixel, float uiScale)
    {
        var grab = new Vector2(GrabPixels * uiScale);
        var (low, high) = (Vector2.Min(from, to), Vector2.Max(from, to));
        return Inside(pixel, low - grab, high + grab) && !Inside(pixel, low + grab, high - grab);
    }

    private static bool Inside(Vector2 pixel, Vector2 low, Vector2 high) =>
        pixel.X > low.X && pixel.Y > low.Y && pixel.X < high.X && pixel.Y < high.Y;

    private static int FaceAt(in RegionShape shape, Panel panel, Vector2 pixel, float uiScale)
    {
        for (var face = 0; face < 6; face++)
            // The faces seen edge on can be taken hold of; the two that face the viewer lie in the middle of the region.
            if (
                MathF.Abs(panel.AxisZ[face / 2]) < 0.5f
                && Vector2.Distance(panel.ToPixels(shape.Handle(face)), pixel) < GrabPixels * uiScale
            )
                return face;
        return -1;
    }

    private static string Words(Region region) =>
        region switch
        {
            BoxRegion box => string.Create(
                CultureInfo.InvariantCulture,
                $"'{box.Name}' saved: {box.To.X - box.From.X:0.#} x {box.To.Y - box.From.Y:0.#} x {box.To.Z - box.From.Z:0.#} µm"
            ),
            CylinderRegion cylinder => string.Create(
                CultureInfo.InvariantCulture,
                $"'{cylinder.Name}' saved: radius {cylinder.Radius:0.#} µm, height {cylinder.Height:0.#} µm"
            ),
            _ => "saved",
        };
}
