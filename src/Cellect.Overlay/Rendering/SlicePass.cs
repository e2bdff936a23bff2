using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Rendering;

/// <summary>Draws the slices of one channel.</summary>
internal sealed class SlicePass(GlDevice device, Quad quad) : IDisposable
{
    private readonly GlProgram _program = new(device, "quad", "slice");

    /// <summary>Draws the slice that belongs to <paramref name="panel"/> out of a texture that holds the channel.</summary>
    public void Draw(Panel panel, ImageChannel channel, GlVolumeTexture texture, ViewState view, int place, int channels, Drawing drawing)
    {
        var extent = channel.ExtentMicrometres;
        var size = panel.Flatten(extent) * panel.Scale;
        // Through the cut along the axis that is not seen, else from the corner.
        var normal = Vector3.Abs(panel.AxisZ);
        _program.Use();
        _program.Set("uVolume", 0);
        ImageUniforms.Set(
            _program,
            channel.Volume.Contrast,
            channel.Volume.Offset,
            ushort.MaxValue * channel.Volume.CountsPerStep,
            view,
            place,
            channels
        );
        _program.Set("uCorner", normal * panel.Cut!.Value / extent);
        _program.Set("uRight", panel.AxisX);
        _program.Set("uDown", panel.AxisY);
        _program.Set("uRectangle", new Vector4(panel.Origin, size.X, size.Y));
        _program.Set("uViewport", drawing.Size);
        texture.Bind(0);
        quad.Draw();
    }

    public void Dispose() => _program.Dispose();
}
