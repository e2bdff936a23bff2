using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;

namespace Cellect.Overlay.Rendering;

/// <summary>What frames the image: the edges of the volume in 3D, and where the slices cross.</summary>
internal sealed class FrameLayer : IDisposable
{
    private const float EdgeAlpha = 0.35f;
    private const float CrossAlpha = 0.4f;

    private static readonly Stroke Line = new(1, 1);

    private readonly MarkPass _pass;
    private readonly InstanceBatch<Segment> _batch;
    private readonly List<Segment> _lines = [];

    public FrameLayer(GlDevice device)
    {
        _pass = new MarkPass(device);
        _batch = _pass.NewSegments();
    }

    /// <summary>Draws into a panel.</summary>
    public void Draw(Panel panel, Vector3 extent, Drawing drawing)
    {
        if (panel.Cut is null && panel.Depths is null)
            return;
        _lines.Clear();
        if (panel.Depths is not null)
            AddEdges(extent);
        else
            AddCross(panel, extent);
        _batch.Upload(_lines);
        // Edges are whole, whatever lies near the slice.
        _pass.Draw(_batch, panel with { Cut = null }, drawing, Line);
    }

    public void Dispose()
    {
        _batch.Dispose();
        _pass.Dispose();
    }

    private void AddEdges(Vector3 extent)
    {
        for (var corner = 0; corner < 8; corner++)
        for (var axis = 0; axis < 3; axis++)
            if ((corner >> axis & 1) == 0)
            {
                var colour = corner == 0 ? Palette.OfAxis(axis) : Palette.WithAlpha(Palette.White, EdgeAlpha);
                _lines.Add(new Segment(Corner(corner) * extent, Corner(corner | 1 << axis) * extent, colour, colour));
            }
    }

    private void AddCross(Panel panel, Vector3 extent)
    {
        var colour = Palette.WithAlpha(Palette.Unknown, CrossAlpha);
        var cut = panel.Cut!.Value;
        foreach (var axis in (ReadOnlySpan<Vector3>)[panel.AxisX, panel.AxisY])
            _lines.Add(new Segment(cut * (Vector3.One - axis), cut * (Vector3.One - axis) + axis * extent, colour, colour));
    }

    private static Vector3 Corner(int bits) => new(bits & 1, bits >> 1 & 1, bits >> 2 & 1);
}
