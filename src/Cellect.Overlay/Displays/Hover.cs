using System.Globalization;
using System.Numerics;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Scenes;

namespace Cellect.Overlay.Displays;

/// <summary>What is told of whatever the pointer rests on.</summary>
internal static class Hover
{
    /// <summary>The words for a place; null for none.</summary>
    /// <param name="pointer">The pointer.</param>
    /// <param name="view">What is looked at.</param>
    /// <param name="around">What the user sees.</param>
    public static HoverText? At(Vector2 pointer, ViewState view, Surroundings around)
    {
        if (ToolsPart.At(around.Screen.Tools, pointer, around.Tools, around.UiScale) is var tool && tool >= 0)
            return OfTool(tool, around);
        if (!around.Screen.Image.Contains(pointer) || around.LayoutOf(view).At(pointer) is not { } panel || !view.Marks)
            return null;
        var track = Picking.TrackAt(around.Snapshot, panel, pointer, around.UiScale, around.Sieve(view));
        var at = Array.FindIndex(around.Snapshot.Cells, cell => cell.Track == track);
        if (at < 0)
            return null;
        var cell = around.Snapshot.Cells[at];
        // Beside the cell, not the pointer: the words stay where they are while the hand moves.
        var anchor = panel.ToPixels(cell.Position) + new Vector2(cell.Radius * panel.Scale + 6 * around.UiScale, 0);
        return new HoverText(
            string.Create(
                CultureInfo.InvariantCulture,
                $"track {cell.Track}   {cell.Age + 1} frames   score {cell.Score:0.00}   link {cell.Link:0.00}"
            ),
            anchor
        );
    }

    private static HoverText OfTool(int number, Surroundings around)
    {
        var tool = around.Tools.Tools.ElementAt(number);
        var anchor = new Vector2(
            ToolsPart.MiddleOf(around.Screen.Tools, number, around.Tools, around.UiScale),
            around.Screen.Tools.Bottom + 4 * around.UiScale
        );
        return new HoverText($"{tool.Tip}   [{tool.Key}]", anchor, Below: true);
    }
}
