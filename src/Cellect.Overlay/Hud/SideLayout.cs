using Cellect.Overlay.Graphics;

namespace Cellect.Overlay.Hud;

/// <summary>Where the parts of the panel at the right lie, pixels of the drawing.</summary>
/// <param name="Plots">Figures over time.</param>
/// <param name="Facts">Facts of the selected track.</param>
/// <param name="Tree">Its family.</param>
/// <param name="Events">The divisions.</param>
internal readonly record struct SideLayout(PixelRect Plots, PixelRect Facts, PixelRect Tree, PixelRect Events)
{
    private const float PlotsHeight = 252;
    private const float FactsHeight = 158;
    private const float EventsShare = 0.36f;
    private const float LeastEvents = 120;

    /// <summary>Lays out the panel; facts and tree are empty when no track is selected.</summary>
    public static SideLayout Of(PixelRect area, bool selected, float uiScale)
    {
        var plots = MathF.Min(PlotsHeight * uiScale, area.Height * 0.4f);
        var rest = area.Height - plots;
        var events = selected
            ? MathF.Min(rest * EventsShare, MathF.Max(LeastEvents * uiScale, rest - FactsHeight * uiScale - area.Width))
            : rest;
        var facts = selected ? MathF.Min(FactsHeight * uiScale, rest - events) : 0;
        var top = area.Y + plots;
        return new SideLayout(
            area with
            {
                Height = plots,
            },
            area with
            {
                Y = top,
                Height = facts,
            },
            area with
            {
                Y = top + facts,
                Height = MathF.Max(0, rest - events - facts),
            },
            area with
            {
                Y = area.Bottom - events,
                Height = events,
            }
        );
    }
}
