using Cellect.Data.Images;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;
using Silk.NET.OpenGL;

namespace Cellect.Overlay.Rendering;

/// <summary>Draws the channels of a snapshot as the view asks for. Voxels go to the graphics processor when a mode needs them, not
/// before.</summary>
internal sealed class ImageLayer : IDisposable
{
    private readonly GlDevice _device;
    private readonly ProjectionPass[] _projections;
    private readonly SlicePass _slices;
    private readonly RayPass _rays;
    private readonly GlVolumeTexture?[] _textures = new GlVolumeTexture?[ChannelLooks.Count];
    private readonly ImageVolume?[] _uploaded = new ImageVolume?[ChannelLooks.Count];
    private readonly List<(ImageChannel Image, GlVolumeTexture Texture, int Place)> _marched = [];

    public ImageLayer(GlDevice device, Quad quad)
    {
        _device = device;
        _projections = [new(device, quad), new(device, quad), new(device, quad), new(device, quad)];
        _slices = new SlicePass(device, quad);
        _rays = new RayPass(device, quad);
    }

    /// <summary>Draws the image of a panel.</summary>
    /// <param name="panel">Where.</param>
    /// <param name="snapshot">What.</param>
    /// <param name="view">How.</param>
    /// <param name="detail">In 3D, pixels of the screen for one that is computed.</param>
    /// <param name="drawing">Into what.</param>
    public void Draw(Panel panel, OverlaySnapshot snapshot, ViewState view, int detail, Drawing drawing)
    {
        var count = Math.Min(snapshot.Channels.Length, ChannelLooks.Count);
        if (panel.IsSolid)
        {
            _marched.Clear();
            for (var place = 0; place < count; place++)
                if (!view.Looks[place].Hidden)
                    _marched.Add((snapshot.Channels[place], Texture(place, snapshot.Channels[place].Volume), place));
            _rays.Draw(panel, _marched, count, view, detail, drawing);
            return;
        }

        var first = true;
        for (var place = 0; place < count; place++)
        {
            if (view.Looks[place].Hidden)
                continue;
            // The first covers what was there, the others add their light.
            if (!first)
                _device.Gl.BlendFunc(BlendingFactor.One, BlendingFactor.One);
            first = false;
            if (panel.Cut is not null)
                _slices.Draw(panel, snapshot.Channels[place], Texture(place, snapshot.Channels[place].Volume), view, place, count, drawing);
            else
                _projections[place].Draw(panel, snapshot.Channels[place], view, place, count, drawing);
        }

        _device.Gl.BlendFunc(BlendingFactor.One, BlendingFactor.OneMinusSrcAlpha);
    }

    public void Dispose()
    {
        foreach (var pass in _projections)
            pass.Dispose();
        foreach (var texture in _textures)
            texture?.Dispose();
        _rays.Dispose();
        _slices.Dispose();
    }

    private GlVolumeTexture Texture(int place, ImageVolume volume)
    {
        var texture = _textures[place] ??= new GlVolumeTexture(_device);
        if (!ReferenceEquals(_uploaded[place], volume))
            texture.Upload(volume);
        _uploaded[place] = volume;
        return texture;
    }
}
