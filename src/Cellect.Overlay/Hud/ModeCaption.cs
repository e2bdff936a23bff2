using System.Globalization;
using System.Numerics;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>How the image is shown: mode, slice, channels and their contrast; one line each, at the upper edge.</summary>
/// <param name="Mode">Mode and slice.</param>
/// <param name="Channels">A line for each channel, in its colour.</param>
internal readonly record struct ModeCaption(string Mode, string Channels)
{
    private const float TextSize = 12;
    private const float LineHeight = 17;
    private const float Padding = 7;
    private const char Separator = '\n';

    /// <summary>The words for a view of a snapshot.</summary>
    public static ModeCaption Of(OverlaySnapshot snapshot, ViewState view)
    {
        var lines = new List<string>();
        var several = snapshot.Channels.Length > 1;
        for (var place = 0; place < Math.Min(snapshot.Channels.Length, ChannelLooks.Count); place++)
        {
            var look = view.Looks[place];
            var byHand = look.Low is not null || look.High is not null;
            if (several || byHand)
                lines.Add(Line(snapshot.Channels[place], view, look, byHand, several));
        }

        if (view.Gamma != ViewState.UsualGamma)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"gamma {view.Gamma:0.00}"));
        return new ModeCaption(ModeWords(snapshot, view), string.Join(Separator, lines));
    }

    /// <summary>Extent before scaling, pixels.</summary>
    public Vector2 Size
    {
        get
        {
            var lines = Lines();
            return new Vector2(lines.Max(line => line.Length) * TextSize * 0.605f + 2 * Padding, lines.Length * LineHeight + Padding);
        }
    }

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, ModeCaption caption)
    {
        canvas.Scale(uiScale);
        size /= uiScale;
        using var font = HudFont.OfSize(TextSize);
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Shade };
        canvas.DrawRoundRect(0, 0, size.X, size.Y, 4, 4, paint);
        var lines = caption.Lines();
        for (var i = 0; i < lines.Length; i++)
        {
            paint.Color = i == 0 ? HudColours.Text : HudColours.Faint;
            canvas.DrawText(lines[i], Padding, Padding + 9 + i * LineHeight, font, paint);
        }
    }

    private string[] Lines() => Channels.Length == 0 ? [Mode] : [Mode, .. Channels.Split(Separator)];

    private static string ModeWords(OverlaySnapshot snapshot, ViewState view)
    {
        if (snapshot.Channels.Length == 0)
            return "no image has come";
        switch (view.Mode)
        {
            case ViewMode.Slices:
                var cut = ViewLayout.CutOf(snapshot.ExtentMicrometres, view);
                var slice = Math.Clamp((int)(cut.Z / snapshot.VoxelMicrometres.Z), 0, snapshot.Shape.Z - 1);
                return string.Create(CultureInfo.InvariantCulture, $"slice {slice + 1} of {snapshot.Shape.Z}, z {cut.Z:0.0} µm");
            case ViewMode.Maximum3D:
                return "3D, maximum";
            case ViewMode.Alpha3D:
                return "3D, alpha";
            default:
                return "maximum projections";
        }
    }

    private static string Counts(float value) => value.ToString(MathF.Abs(value) >= 10 ? "0" : "0.###", CultureInfo.InvariantCulture);

    private static string Line(ImageChannel channel, ViewState view, ChannelLook look, bool byHand, bool several)
    {
        var contrast = ImageUniforms.Chosen(ImageUniforms.ByPercentile(channel, view), look);
        var name = several ? $"channel {channel.Channel}: " : "";
        var range = look.Hidden
            ? "hidden"
            : string.Create(CultureInfo.InvariantCulture, $"{Counts(contrast.Low)} to {Counts(contrast.High)} counts");
        return name + range + (byHand && !look.Hidden ? ", by hand" : "");
    }
}
