using System.Numerics;

namespace Cellect.Overlay.Scenes;

/// <summary>Lines and dots in a box.</summary>
/// <param name="Caption">What they are.</param>
/// <param name="Words">Their newest value, or how many they are.</param>
/// <param name="Height">Of the box, pixels before scaling.</param>
/// <param name="Low">What lies at its left lower corner.</param>
/// <param name="High">What lies at its right upper corner.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Dots">The dots.</param>
internal sealed record PlotRow(
    string Caption,
    string Words,
    float Height,
    Vector2 Low,
    Vector2 High,
    Listed<PlotLine> Lines,
    Listed<PlotDot> Dots
) : FormRow;

/// <summary>A line.</summary>
/// <param name="Name">What stands beside it.</param>
/// <param name="Colour">As in <see cref="Graphics.Palette"/>.</param>
/// <param name="Points">Its points.</param>
internal readonly record struct PlotLine(string Name, uint Colour, Listed<Vector2> Points);

/// <summary>A dot.</summary>
/// <param name="Place">Where.</param>
/// <param name="Colour">As in <see cref="Graphics.Palette"/>.</param>
internal readonly record struct PlotDot(Vector2 Place, uint Colour);

/// <summary>Values as colours, a row a cell, time to the right.</summary>
/// <param name="Caption">What they are.</param>
/// <param name="Columns">Values of a row.</param>
/// <param name="Values">0 to 1 each, row by row; NaN: there is none.</param>
internal sealed record HeatRow(string Caption, int Columns, Listed<float> Values) : FormRow;
