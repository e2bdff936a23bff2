using System.Numerics;
using Cellect.Overlay.Graphics;

namespace Cellect.Overlay.Scenes;

/// <summary>How shaders of marks learn where things lie.</summary>
internal static class PanelUniforms
{
    /// <summary>Puts <paramref name="program"/> to use for a panel.</summary>
    public static void Use(GlProgram program, Panel panel, Drawing drawing)
    {
        program.Use();
        program.Set("uAxisX", panel.AxisX);
        program.Set("uAxisY", panel.AxisY);
        program.Set("uAxisZ", panel.AxisZ);
        program.Set("uOrigin", panel.Origin);
        program.Set("uScale", panel.Scale);
        program.Set("uViewport", drawing.Size);
        program.Set("uSliced", panel.Cut is null ? 0f : 1f);
        program.Set("uCut", panel.Cut is { } cut ? Vector3.Dot(panel.AxisZ, cut) : 0);
        program.Set("uDepths", panel.Depths ?? Vector2.Zero);
    }
}
