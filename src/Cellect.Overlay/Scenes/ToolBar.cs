using Cellect.Overlay.Settings;

namespace Cellect.Overlay.Scenes;

/// <summary>A button of the bar of tools.</summary>
/// <param name="Command">What it asks for.</param>
/// <param name="Label">Its name.</param>
/// <param name="Key">The key that does the same.</param>
/// <param name="Tip">What it does, for whoever rests the pointer on it.</param>
/// <param name="On">True while what it stands for is so.</param>
/// <param name="Tone">How loud it is.</param>
internal readonly record struct Tool(Command Command, string Label, string Key, string Tip, bool On = false, Tone Tone = Tone.Plain);

/// <summary>The bar of tools: groups of buttons from the left.</summary>
/// <param name="Groups">The groups.</param>
/// <param name="Hovered">The tool under the pointer by its number from the left, or -1.</param>
internal sealed record ToolBar(Listed<Listed<Tool>> Groups, int Hovered)
{
    /// <summary>All tools from the left.</summary>
    public IEnumerable<Tool> Tools => Groups.SelectMany(group => group);

    /// <summary>The bar for a view.</summary>
    /// <param name="view">What is shown.</param>
    /// <param name="live">True while the newest time point is followed.</param>
    /// <param name="alerts">What must be seen to.</param>
    /// <param name="armed">True while triggers are armed.</param>
    /// <param name="hovered">The tool under the pointer, or -1.</param>
    public static ToolBar Of(ViewState view, bool live, int alerts, bool armed, int hovered) =>
        new([Modes(view), Marks(view), Drawers(view, alerts, armed), Time(view, live)], hovered);

    private static Listed<Tool> Modes(ViewState view) =>
        [
            Mode(view, ViewMode.Projections, "MIP", "maximum projections along the three axes"),
            Mode(view, ViewMode.Slices, "slices", "three slices through one point; a click or [ ] moves them"),
            Mode(view, ViewMode.Maximum3D, "3D", "the brightest voxel of each ray, from any side: drag to turn"),
            Mode(view, ViewMode.Alpha3D, "glow", "3D as glowing matter that hides what lies behind it"),
            new(new(CommandKind.NextLayout), LayoutName(view.Layout), "V", "one large view with two small ones, four, or one alone"),
            new(new(CommandKind.Reset), "whole", "R", "the whole volume, first view"),
        ];

    private static Listed<Tool> Marks(ViewState view) =>
        [
            new(new(CommandKind.Marks), "marks", "M", "cells, tails and divisions on and off", view.Marks),
            new(new(CommandKind.Labels), "ids", "L", "track ids on and off; shift+L names the selected cell", view.Labels),
            new(
                new(CommandKind.Colour, 1),
                ColourName(view.Colour ?? ColourBy.Track),
                "C",
                "what colours of cells mean: track, family, speed, score, division"
            ),
            Opens(view, Drawer.Filters, "filter", "F", "which cells are drawn, and how", view.Filter.Active),
        ];

    private static Listed<Tool> Drawers(ViewState view, int alerts, bool armed) =>
        [
            Opens(view, Drawer.Channels, "image", "I", "channels, contrast and gamma"),
            Opens(view, Drawer.Regions, "regions", "O", "regions of interest: draw, name, remove, undo"),
            Opens(view, Drawer.Division, "division", "D", "the division that is looked at; N and shift+N for the next and the one before"),
            Opens(view, Drawer.Biology, "biology", "Z", "where cells divided, growth, traces, who met whom"),
            Opens(view, Drawer.Triggers, "triggers", "T", "rules, limits, what was fired; arm, disarm, stop") with
            {
                Tone = armed ? Tone.Danger : Tone.Plain,
            },
            Opens(
                view,
                Drawer.Alerts,
                alerts > 0 ? $"alerts {alerts}" : "alerts",
                "W",
                "what must be seen to, since when, and what helps"
            ) with
            {
                Tone = alerts > 0 ? Tone.Warning : Tone.Plain,
            },
        ];

    private static Listed<Tool> Time(ViewState view, bool live) =>
        [
            new(new(CommandKind.Pause), live ? "pause" : "go on", "space", "look at a time point; tracking never pauses", !live),
            new(new(CommandKind.Screenshot), "photo", "S", "a screenshot"),
            new(new(CommandKind.Film), "film", "shift+S", "a film of the time points that are kept, as it is shown now"),
            Opens(view, Drawer.Phone, "phone", "Q", "a code that signs a phone in at the page"),
            new(new(CommandKind.Drawer, (int)Drawer.Help), "help", "?", "keys, mouse and marks", view.Drawer == Drawer.Help),
        ];

    private static Tool Mode(ViewState view, ViewMode mode, string label, string tip) =>
        new(new(CommandKind.Mode, (int)mode), label, $"{(int)mode + 1}", tip, view.Mode == mode);

    private static Tool Opens(ViewState view, Drawer drawer, string label, string key, string tip, bool active = false) =>
        new(new(CommandKind.Drawer, (int)drawer), label, key, tip, view.Drawer == drawer, active ? Tone.Good : Tone.Plain);

    private static string LayoutName(PanelLayout layout) =>
        layout switch
        {
            PanelLayout.Four => "4 views",
            PanelLayout.One => "1 view",
            _ => "1+2 views",
        };

    private static string ColourName(ColourBy colour) => colour == ColourBy.Lineage ? "by family" : $"by {colour}".ToLowerInvariant();
}
