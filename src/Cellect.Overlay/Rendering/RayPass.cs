using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;
using Silk.NET.OpenGL;

namespace Cellect.Overlay.Rendering;

/// <summary>Marches rays through the channels into a picture of its own, which may be coarser than the screen and is kept while nothing
/// changes.</summary>
internal sealed class RayPass(GlDevice device, Quad quad) : IDisposable
{
    // White matter is opaque after so many reduced voxels' widths.
    private const float OpaqueVoxels = 0.5f;

    private readonly GlProgram _program = new(device, "quad", "ray");
    private readonly GlProgram _show = new(device, "quad", "layer");
    private GlPicture? _picture;
    private Scene? _drawn;

    /// <summary>Shows the channels in <paramref name="panel"/>.</summary>
    /// <param name="panel">From where.</param>
    /// <param name="channels">The channels, those hidden left out, each with its texture and its place among all.</param>
    /// <param name="all">How many channels there are.</param>
    /// <param name="view">How.</param>
    /// <param name="detail">Pixels of the screen along each axis for one of the picture, at least 1.</param>
    /// <param name="drawing">Into what.</param>
    public void Draw(
        Panel panel,
        IReadOnlyList<(ImageChannel Image, GlVolumeTexture Texture, int Place)> channels,
        int all,
        ViewState view,
        int detail,
        Drawing drawing
    )
    {
        var scene = new Scene(panel, view.Mode, view.Gamma, view.Looks, detail, [.. channels.Select(channel => channel.Image)]);
        if (_drawn is null || !_drawn.LooksLike(scene))
            March(panel, channels, all, view, detail);
        _drawn = scene;
        _show.Use();
        _show.Set("uImage", 0);
        // A picture in a framebuffer has its first row at the bottom.
        _show.Set("uRectangle", new Vector4(panel.Area.X, panel.Area.Bottom, panel.Area.Width, -panel.Area.Height));
        _show.Set("uViewport", drawing.Size);
        _picture!.Texture.Bind(0);
        quad.Draw();
    }

    public void Dispose()
    {
        _picture?.Dispose();
        _show.Dispose();
        _program.Dispose();
    }

    private void March(
        Panel panel,
        IReadOnlyList<(ImageChannel Image, GlVolumeTexture Texture, int Place)> channels,
        int all,
        ViewState view,
        int detail
    )
    {
        var gl = device.Gl;
        var (width, height) = (Math.Max(1, (int)panel.Area.Width / detail), Math.Max(1, (int)panel.Area.Height / detail));
        if (_picture is null || (_picture.Width, _picture.Height) != (width, height))
        {
            _picture?.Dispose();
            _picture = new GlPicture(device, width, height);
        }

        using (_picture.Begin())
        {
            gl.Disable(EnableCap.ScissorTest);
            gl.ClearColor(0, 0, 0, 0);
            gl.Clear(ClearBufferMask.ColorBufferBit);
            gl.BlendFunc(BlendingFactor.One, BlendingFactor.One);
            foreach (var (image, texture, place) in channels)
                March(panel, image, texture, view, place, all, new Drawing(width, height, 1));
            gl.BlendFunc(BlendingFactor.One, BlendingFactor.OneMinusSrcAlpha);
            gl.Enable(EnableCap.ScissorTest);
        }
    }

    private void March(Panel panel, ImageChannel image, GlVolumeTexture texture, ViewState view, int place, int all, Drawing picture)
    {
        var extent = image.ExtentMicrometres;
        var volume = image.Volume;
        var contrast = view.Mode == ViewMode.Alpha3D ? volume.Contrast : image.Projections.Contrast;
        _program.Use();
        _program.Set("uVolume", 0);
        ImageUniforms.Set(_program, contrast, volume.Offset, ushort.MaxValue * volume.CountsPerStep, view, place, all);
        _program.Set("uCorner", panel.ToMicrometres(new Vector2(panel.Area.X, panel.Area.Y)) / extent);
        _program.Set("uRight", panel.AxisX * (panel.Area.Width / panel.Scale) / extent);
        _program.Set("uDown", panel.AxisY * (panel.Area.Height / panel.Scale) / extent);
        _program.Set("uForward", panel.AxisZ / extent);
        _program.Set("uVoxels", new Vector3(volume.Shape.X, volume.Shape.Y, volume.Shape.Z));
        _program.Set("uAlpha", view.Mode == ViewMode.Alpha3D ? 1f : 0f);
        _program.Set("uDensity", 1 / (OpaqueVoxels * (float)Math.Max(volume.VoxelMicrometres.X, volume.VoxelMicrometres.Y)));
        _program.Set("uRectangle", new Vector4(0, 0, picture.Width, picture.Height));
        _program.Set("uViewport", picture.Size);
        texture.Bind(0);
        quad.Draw();
    }

    private sealed record Scene(Panel Panel, ViewMode Mode, float Gamma, ChannelLooks Looks, int Detail, ImageChannel[] Channels)
    {
        public bool LooksLike(Scene other) =>
            Panel == other.Panel
            && (Mode, Gamma, Looks, Detail) == (other.Mode, other.Gamma, other.Looks, other.Detail)
            && Channels.AsSpan().SequenceEqual(other.Channels);
    }
}
