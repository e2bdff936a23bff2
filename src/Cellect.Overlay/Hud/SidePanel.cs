using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;

namespace Cellect.Overlay.Hud;

/// <summary>Plots, facts, lineage tree and events at the right.</summary>
internal sealed class SidePanel(GlDevice device) : IDisposable
{
    private readonly HudLayer<PlotsContent> _plots = new(device, PlotsPart.Paint);
    private readonly HudLayer<TrackFacts> _facts = new(device, FactsPart.Paint);
    private readonly HudLayer<TreeContent> _tree = new(device, TreePart.Paint);
    private readonly HudLayer<EventsContent> _events = new(device, EventsPart.Paint);

    /// <summary>Draws it.</summary>
    public void Draw(LayerPass pass, SideContent content, PixelRect area, Drawing drawing)
    {
        var layout = SideLayout.Of(area, content.Facts is not null, drawing.UiScale);
        _plots.Draw(pass, layout.Plots, content.Plots, drawing);
        if (content.Facts is { } facts)
            _facts.Draw(pass, layout.Facts, facts, drawing);
        if (content.Tree is { } tree)
            _tree.Draw(pass, layout.Tree, tree, drawing);
        _events.Draw(pass, layout.Events, content.Events, drawing);
    }

    public void Dispose()
    {
        _plots.Dispose();
        _facts.Dispose();
        _tree.Dispose();
        _events.Dispose();
    }
}
