using System.Numerics;
using Cellect.Data.Status;
using Cellect.Overlay.Scenes;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>A stripe along the upper edge: while triggers are armed, or while something must be seen to.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Armed">True for the colour of armed triggers, false for that of a warning.</param>
internal readonly record struct AlarmFrame(string Text, bool Armed)
{
    /// <summary>Height before scaling, pixels.</summary>
    public const float Height = 24;

    /// <summary>The stripe for a status; null for none.</summary>
    public static AlarmFrame? Of(StatusText status)
    {
        var armed = status.Trigger == TriggerMode.Armed;
        var text =
            status.Alert.Length > 0 ? status.Alert
            : armed ? "TRIGGERS ARMED: the microscope is being steered. X stops it."
            : "";
        return text.Length > 0 ? new AlarmFrame(text, armed) : null;
    }

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, AlarmFrame frame)
    {
        canvas.Clear(frame.Armed ? HudColours.Armed : HudColours.Stale);
        canvas.Scale(uiScale);
        size /= uiScale;
        using var font = HudFont.OfSize(14);
        font.Embolden = true;
        using var paint = new SKPaint { IsAntialias = true, Color = frame.Armed ? HudColours.Text : HudColours.Strip };
        canvas.DrawText(HudFont.Shorten(frame.Text, size.X - 20, font), size.X / 2, 17, SKTextAlign.Center, font, paint);
    }
}
