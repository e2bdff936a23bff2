using Cellect.Overlay.Scenes;

namespace Cellect.Overlay.Displays;

/// <summary>Keys, mouse and marks, beside the image.</summary>
internal static class HelpForm
{
    private static readonly (string Heading, (string Key, string Meaning)[] Keys)[] Parts =
    [
        (
            "the image",
            [
                ("1 2 3 4", "projections, slices, 3D maximum, 3D glow"),
                ("V", "one large view with two small ones, four, one"),
                ("wheel", "zoom at the pointer"),
                ("drag", "move; in 3D turn (right button: move)"),
                ("[ ]", "slice down, up; or click into a slice"),
                ("R Home", "whole volume, first view"),
                ("I", "channels, contrast, gamma"),
                ("- + , .", "white, black down and up"),
                ("G A", "gamma (shift: back); automatic"),
                ("F1 to F4", "channel on, off, chosen"),
            ]
        ),
        (
            "cells",
            [
                ("click", "a cell, a branch of the tree"),
                ("C", "what colours mean"),
                ("F", "filters, thickness, opacity"),
                ("L M", "ids; marks on and off"),
                ("shift+L", "types a name for the cell"),
                ("N shift+N", "next division, the one before"),
                ("D", "what speaks for a division"),
                ("Enter, Back", "it is right, it is wrong"),
                ("K E J", "cell right; is none; its link is wrong"),
                ("U", "takes the last word back"),
                ("Z", "map, growth, traces, who met whom"),
                ("P", "panel at the right"),
            ]
        ),
        (
            "time",
            [
                ("space", "pause and go on; tracking never pauses"),
                ("← →", "a time point back, on"),
                ("End", "back to live"),
                ("S shift+S", "screenshot; film of what is kept"),
            ]
        ),
        ("regions", [("O", "list, names, undo"), ("B Y", "draw a box, a cylinder"), ("Delete", "removes it"), ("ctrl+Z", "takes it back")]),
        (
            "triggers",
            [
                ("T", "rules, limits, last firings"),
                ("ctrl+T", "arm (press twice), disarm"),
                ("X", "EMERGENCY STOP"),
                ("W", "alerts"),
                ("Q", "a code that signs a phone in"),
            ]
        ),
        ("? H Esc", [("Esc", "closes this, lets go of a cell; twice: the window")]),
    ];

    /// <summary>The help.</summary>
    public static Form Form { get; } =
        new(
            "Keys and mouse",
            new Listed<FormRow>([
                .. Parts.SelectMany(part =>
                    part.Keys.Select(FormRow (line) => new FactRow(line.Key, line.Meaning)).Prepend(new HeadingRow(part.Heading))
                ),
                new HeadingRow("marks"),
                new TextRow("Ring: a cell, with its tail. Four strokes: it has come. Cross: it has gone."),
                new TextRow("White rings joined to where the mother was: a division."),
                new TextRow("dropped: too slow for it. missing: it never came whole."),
            ])
        );
}
