using System.Numerics;
using Cellect.Data.Images;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Scenes;

/// <summary>How shaders of images learn what is shown black and white.</summary>
internal static class ImageUniforms
{
    /// <summary>Sets contrast, gamma and tint of the channel at a place.</summary>
    /// <param name="program">In use.</param>
    /// <param name="contrast">Counts by percentile.</param>
    /// <param name="offset">Counts of a sampled 0.</param>
    /// <param name="counts">Counts of a sampled 1, less those of 0.</param>
    /// <param name="view">Holds what was set by hand.</param>
    /// <param name="place">Place of the channel.</param>
    /// <param name="channels">How many there are.</param>
    public static void Set(GlProgram program, ContrastRange contrast, float offset, float counts, ViewState view, int place, int channels)
    {
        var (low, high) = Chosen(contrast, view.Looks[place]);
        program.Set("uContrast", new Vector2(low - offset, high - offset) / counts);
        program.Set("uGamma", view.Gamma);
        program.Set("uTint", ChannelTint.Of(place, channels));
    }

    /// <summary>The range by percentile of what a view shows of a channel.</summary>
    public static ContrastRange ByPercentile(ImageChannel channel, ViewState view) =>
        view.Mode is ViewMode.Projections or ViewMode.Maximum3D ? channel.Projections.Contrast : channel.Volume.Contrast;

    /// <summary>The range by hand where there is one, else by percentile.</summary>
    public static ContrastRange Chosen(ContrastRange byPercentile, ChannelLook look)
    {
        var low = look.Low ?? byPercentile.Low;
        var high = look.High ?? byPercentile.High;
        return new ContrastRange(low, high > low ? high : low + 1);
    }
}
