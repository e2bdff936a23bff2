using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;

namespace Cellect.Overlay.Rendering;

/// <summary>Regions of interest as lines, the selected one with handles.</summary>
internal sealed class RegionLayer : IDisposable
{
    private const int CircleSteps = 48;
    private const float PlainAlpha = 0.75f;
    private const float HandleMicrometres = 0.01f;

    private static readonly Stroke Lines = new(1.6f, 1);
    private static readonly Stroke Handles = new(2.4f, 1, GrowPixels: 2);

    // Okabe and Ito's yellow, which no badge and no channel has.
    private static readonly uint Colour = Palette.OfTrack(3);

    private readonly MarkPass _pass;
    private readonly InstanceBatch<Segment> _lines;
    private readonly InstanceBatch<Ring> _handles;
    private readonly List<Segment> _segments = [];
    private readonly List<Ring> _rings = [];
    private RegionScene? _shown;

    public RegionLayer(GlDevice device)
    {
        _pass = new MarkPass(device);
        _lines = _pass.NewSegments();
        _handles = _pass.NewRings();
    }

    /// <summary>Draws into a panel.</summary>
    public void Draw(RegionScene scene, Panel panel, Drawing drawing)
    {
        if (scene.Regions.IsEmpty)
            return;
        Upload(scene);
        var whole = panel with { Cut = null, Depths = null };
        _pass.Draw(_lines, whole, drawing, Lines);
        _pass.Draw(_handles, whole, drawing, Handles);
    }

    public void Dispose()
    {
        _lines.Dispose();
        _handles.Dispose();
        _pass.Dispose();
    }

    private void Upload(RegionScene scene)
    {
        if (ReferenceEquals(scene, _shown))
            return;
        _shown = scene;
        _segments.Clear();
        _rings.Clear();
        for (var i = 0; i < scene.Regions.Length; i++)
        {
            var shape = RegionShape.Of(scene.Regions[i], scene);
            var colour = Palette.WithAlpha(i == scene.Selected ? Palette.White : Colour, i == scene.Selected ? 1 : PlainAlpha);
            if (shape.Round)
                AddCylinder(shape, colour);
            else
                AddBox(shape, colour);
            for (var face = 0; face < 6 && i == scene.Selected; face++)
                _rings.Add(new Ring(new Vector4(shape.Handle(face), HandleMicrometres), Palette.White));
        }

        _lines.Upload(_segments);
        _handles.Upload(_rings);
    }

    private void AddBox(in RegionShape shape, uint colour)
    {
        for (var corner = 0; corner < 8; corner++)
        for (var axis = 0; axis < 3; axis++)
            if ((corner >> axis & 1) == 0)
                _segments.Add(new Segment(Corner(shape, corner), Corner(shape, corner | 1 << axis), colour, colour));
    }

    private static Vector3 Corner(in RegionShape shape, int bits) =>
        new(
            (bits & 1) == 0 ? shape.From.X : shape.To.X,
            (bits & 2) == 0 ? shape.From.Y : shape.To.Y,
            (bits & 4) == 0 ? shape.From.Z : shape.To.Z
        );

    private void AddCylinder(in RegionShape shape, uint colour)
    {
        for (var step = 0; step < CircleSteps; step++)
        {
            var (one, next) = (Rim(shape, step), Rim(shape, step + 1));
            foreach (var z in (ReadOnlySpan<float>)[shape.From.Z, shape.To.Z])
                _segments.Add(new Segment(one with { Z = z }, next with { Z = z }, colour, colour));
            if (step % (CircleSteps / 4) == 0)
                _segments.Add(new Segment(one with { Z = shape.From.Z }, one with { Z = shape.To.Z }, colour, colour));
        }
    }

    private static Vector3 Rim(in RegionShape shape, int step)
    {
        var (sin, cos) = MathF.SinCos(step * MathF.Tau / CircleSteps);
        var half = (shape.To - shape.From) / 2;
        return shape.Centre + new Vector3(cos * half.X, sin * half.Y, 0);
    }
}
