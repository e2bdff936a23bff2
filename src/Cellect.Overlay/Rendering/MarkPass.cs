using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using Silk.NET.OpenGL;

namespace Cellect.Overlay.Rendering;

/// <summary>Draws rings and lines given in µm into a panel.</summary>
internal sealed class MarkPass(GlDevice device) : IDisposable
{
    private const float MinRadiusPixels = 3;
    private const float EdgePixels = 2;
    private const float EdgeAlpha = 0.45f;

    private readonly GlProgram _ring = new(device, "ring", "ring");
    private readonly GlProgram _segment = new(device, "segment", "segment");

    /// <summary>How far from a slice lines are still seen, µm.</summary>
    public float ReachMicrometres { get; set; } = 5;

    /// <summary>An empty batch of rings.</summary>
    public InstanceBatch<Ring> NewRings() => new(device, Floats(4), Colour, Floats(1));

    /// <summary>An empty batch of lines.</summary>
    public InstanceBatch<Segment> NewSegments() => new(device, Floats(3), Floats(3), Colour, Colour);

    public void Draw(InstanceBatch<Ring> rings, Panel panel, Drawing drawing, Stroke stroke)
    {
        Prepare(_ring, panel, drawing, stroke);
        _ring.Set("uMinRadius", MinRadiusPixels * drawing.UiScale);
        _ring.Set("uGrow", stroke.GrowPixels * drawing.UiScale);
        rings.Draw();
    }

    public void Draw(InstanceBatch<Segment> segments, Panel panel, Drawing drawing, Stroke stroke, bool edged = true)
    {
        // All dark edges first: a later piece of a tail does not cut into an earlier one.
        if (edged)
            DrawEdges(segments, panel, drawing, stroke);
        Prepare(_segment, panel, drawing, stroke);
        _segment.Set("uReach", ReachMicrometres);
        _segment.Set("uInk", 1f);
        segments.Draw();
    }

    public void Dispose()
    {
        _ring.Dispose();
        _segment.Dispose();
    }

    private void DrawEdges(InstanceBatch<Segment> segments, Panel panel, Drawing drawing, Stroke stroke)
    {
        Prepare(_segment, panel, drawing, stroke with { WidthPixels = stroke.WidthPixels + EdgePixels, Alpha = stroke.Alpha * EdgeAlpha });
        _segment.Set("uReach", ReachMicrometres);
        _segment.Set("uInk", 0f);
        segments.Draw();
    }

    private static void Prepare(GlProgram program, Panel panel, Drawing drawing, Stroke stroke)
    {
        PanelUniforms.Use(program, panel, drawing);
        program.Set("uWidth", stroke.WidthPixels * drawing.UiScale);
        program.Set("uAlpha", stroke.Alpha);
    }

    private static InstanceAttribute Colour => new(4, VertexAttribPointerType.UnsignedByte);

    private static InstanceAttribute Floats(int size) => new(size, VertexAttribPointerType.Float);
}
