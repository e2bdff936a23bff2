using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Displays;

/// <summary>Contrast and gamma by hand, a step a key.</summary>
internal static class ContrastTool
{
    private const float Step = 0.1f;
    private const float GammaStep = 1.15f;
    internal const float LeastGamma = 0.2f;
    internal const float MostGamma = 3;

    /// <summary>Moves black or white of a channel by a tenth of what is between them.</summary>
    /// <param name="view">The view.</param>
    /// <param name="snapshot">Gives the range by percentile to start from.</param>
    /// <param name="place">The channel.</param>
    /// <param name="white">True for white, false for black.</param>
    /// <param name="steps">Up or down.</param>
    public static ViewState Move(ViewState view, OverlaySnapshot? snapshot, int place, bool white, int steps)
    {
        if (snapshot is null || place >= snapshot.Channels.Length)
            return view;
        var percentiles = ImageUniforms.ByPercentile(snapshot.Channels[place], view);
        var look = view.Looks[place];
        var (low, high) = ImageUniforms.Chosen(percentiles, look);
        var step = (high - low) * Step * steps;
        look = white
            ? look with
            {
                Low = low,
                High = MathF.Max(low + 1e-6f, high + step),
            }
            : look with
            {
                Low = MathF.Min(high - 1e-6f, low + step),
                High = high,
            };
        return view with { Looks = view.Looks.With(place, look) };
    }

    /// <summary>Gives a channel black or white by hand.</summary>
    /// <param name="view">The view.</param>
    /// <param name="snapshot">Gives the range by percentile for the other end.</param>
    /// <param name="place">The channel.</param>
    /// <param name="white">True for white, false for black.</param>
    /// <param name="counts">Counts shown so; black stays below white.</param>
    public static ViewState Set(ViewState view, OverlaySnapshot? snapshot, int place, bool white, float counts)
    {
        if (snapshot is null || place >= snapshot.Channels.Length || !float.IsFinite(counts))
            return view;
        var (low, high) = ImageUniforms.Chosen(ImageUniforms.ByPercentile(snapshot.Channels[place], view), view.Looks[place]);
        var look = view.Looks[place] with
        {
            Low = white ? low : MathF.Min(counts, high - 1e-6f),
            High = white ? MathF.Max(counts, low + 1e-6f) : high,
        };
        return view with { Looks = view.Looks.With(place, look) };
    }

    /// <summary>Gamma of this value, within its limits.</summary>
    public static ViewState Gamma(ViewState view, float gamma) => view with { Gamma = Math.Clamp(gamma, LeastGamma, MostGamma) };

    /// <summary>Contrast of every channel by percentile again.</summary>
    public static ViewState Automatic(ViewState view)
    {
        var looks = view.Looks;
        for (var place = 0; place < ChannelLooks.Count; place++)
            looks = looks.With(place, looks[place] with { Low = null, High = null });
        return view with { Looks = looks, Gamma = ViewState.UsualGamma };
    }

    /// <summary>Another exponent; larger is darker.</summary>
    public static ViewState Gamma(ViewState view, bool back) =>
        view with
        {
            Gamma = Math.Clamp(back ? view.Gamma * GammaStep : view.Gamma / GammaStep, LeastGamma, MostGamma),
        };
}
