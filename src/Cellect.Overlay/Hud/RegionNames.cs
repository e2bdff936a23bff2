using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;

namespace Cellect.Overlay.Hud;

/// <summary>The names of the regions beside them, in the large panel.</summary>
internal sealed class RegionNames(GlDevice device) : IDisposable
{
    private const int Most = 32;

    private readonly List<HudLayer<string>> _layers = [];

    /// <summary>Draws the names; of very many regions the first.</summary>
    public void Draw(LayerPass pass, RegionScene scene, Panel panel, Drawing drawing)
    {
        var size = RegionName.Size * drawing.UiScale;
        for (var i = 0; i < Math.Min(scene.Regions.Length, Most); i++)
        {
            if (i == _layers.Count)
                _layers.Add(new HudLayer<string>(device, RegionName.Paint));
            var shape = RegionShape.Of(scene.Regions[i], scene);
            var corner = panel.ToPixels(shape.From);
            if (panel.Area.Contains(corner))
                _layers[i].Draw(pass, new PixelRect(corner.X + 2, corner.Y + 2, size.X, size.Y), scene.Regions[i].Name, drawing);
        }
    }

    public void Dispose()
    {
        foreach (var layer in _layers)
            layer.Dispose();
    }
}
