using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>Paints forms, and finds what lies under the pointer.</summary>
internal static class FormPart
{
    /// <summary>Width before scaling, pixels.</summary>
    public const float Width = 300;

    private const float Edge = 14;
    private const float Inner = Width - 2 * Edge;
    private const float TitleHeight = 38;
    private const float TextHeight = 16;
    private const float ValueColumn = 96;
    private const float ButtonGap = 6;
    private const float TextSize = 12;
    private const int CropsARow = 3;
    private const float CropGap = 5;
    private const float CropWidth = (Inner - (CropsARow - 1) * CropGap) / CropsARow;

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, FormContent content)
    {
        canvas.Clear(HudColours.Strip);
        canvas.Scale(uiScale);
        size /= uiScale;
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Rule };
        canvas.DrawRect(size.X - 1, 0, 1, size.Y, paint);
        using var font = HudFont.OfSize(TextSize);
        var y = TitleHeight - content.Scroll;
        foreach (var row in content.Form.Rows)
        {
            var height = HeightOf(row);
            if (y + height > TitleHeight && y < size.Y)
                Paint(canvas, row, y, font, paint);
            y += height;
        }

        PaintTitle(canvas, content, size, y + content.Scroll, paint);
    }

    /// <summary>What a press or a drag at a pixel asks for; kind None for nothing.</summary>
    /// <param name="area">Where the form lies.</param>
    /// <param name="pixel">The pointer.</param>
    /// <param name="content">What is shown.</param>
    /// <param name="uiScale">Size of everything.</param>
    /// <param name="held">The slider that is dragged, by its row; -1: none yet. Buttons are not dragged.</param>
    /// <param name="row">The row under the pointer, or the one that is held.</param>
    public static Command At(PixelRect area, Vector2 pixel, FormContent content, float uiScale, int held, out int row)
    {
        var at = (pixel - new Vector2(area.X, area.Y)) / uiScale;
        row = held >= 0 ? held : RowAt(content, at.Y);
        if (row < 0 || row >= content.Form.Rows.Count)
            return default;
        switch (content.Form.Rows[row])
        {
            case SliderRow slider:
                return slider.At((at.X - Edge) / Inner);
            case ButtonsRow buttons when held < 0:
                var width = (Inner + ButtonGap) / buttons.Buttons.Count;
                var place = (int)MathF.Floor((at.X - Edge) / width);
                return place >= 0 && place < buttons.Buttons.Count ? buttons.Buttons[place].Command : default;
            default:
                return default;
        }
    }

    /// <summary>True where a row is one that is dragged.</summary>
    public static bool Drags(FormContent content, int row) =>
        row >= 0 && row < content.Form.Rows.Count && content.Form.Rows[row] is SliderRow;

    /// <summary>How far a form can be scrolled, pixels before scaling.</summary>
    public static float Overhang(Form form, float height) => MathF.Max(0, TitleHeight + form.Rows.Sum(HeightOf) + Edge - height);

    private static int RowAt(FormContent content, float y)
    {
        if (y < TitleHeight)
            return -1;
        var top = TitleHeight - content.Scroll;
        for (var i = 0; i < content.Form.Rows.Count; i++)
        {
            top += HeightOf(content.Form.Rows[i]);
            if (y < top)
                return i;
        }

        return -1;
    }

    private static float HeightOf(FormRow row) =>
        row switch
        {
            TextRow text => HudFont.Wrap(text.Text, Inner, TextSize).Count * TextHeight + 6,
            HeadingRow => 34,
            FactRow fact => HudFont.Wrap(fact.Value, Inner - ValueColumn, TextSize).Count * TextHeight + 2,
            SliderRow => 42,
            BarRow bar => 36 + (FitsOneLine(bar) ? 0 : TextHeight),
            ButtonsRow => 36,
            HistogramRow => 62,
            QrRow => Inner + 8,
            PlotRow plot => PlotPainter.HeightOf(plot),
            HeatRow heat => PlotPainter.HeightOf(heat),
            CropsRow crops => (crops.Crops.Count + CropsARow - 1) / CropsARow * (CropWidth + 22) + 4,
            _ => 0,
        };

    private static void PaintTitle(SKCanvas canvas, FormContent content, Vector2 size, float end, SKPaint paint)
    {
        paint.Color = HudColours.Strip;
        canvas.DrawRect(0, 0, size.X - 1, TitleHeight - 4, paint);
        using var title = HudFont.OfSize(15);
        paint.Color = HudColours.Text;
        canvas.DrawText(HudFont.Shorten(content.Form.Title, Inner, title), Edge, 24, title, paint);
        if (end - content.Scroll <= size.Y && content.Scroll == 0)
            return;
        // How much there is beside what is seen.
        var (room, whole) = (size.Y - TitleHeight, end - TitleHeight + Edge);
        paint.Color = HudColours.Idle;
        canvas.DrawRoundRect(
            size.X - 6,
            TitleHeight + room * content.Scroll / whole,
            3,
            room * MathF.Min(1, room / whole),
            1.5f,
            1.5f,
            paint
        );
    }

    private static void Paint(SKCanvas canvas, FormRow row, float y, SKFont font, SKPaint paint)
    {
        switch (row)
        {
            case TextRow text:
                PaintLines(canvas, HudFont.Wrap(text.Text, Inner, TextSize), Edge, y + 12, HudColours.Of(text.Tone), font, paint);
                break;
            case HeadingRow heading:
                paint.Color = HudColours.Rule;
                canvas.DrawRect(Edge, y + 8, Inner, 1, paint);
                paint.Color = HudColours.Faint;
                canvas.DrawText(HudFont.Shorten(heading.Text, Inner, font), Edge, y + 26, font, paint);
                break;
            case FactRow fact:
                paint.Color = HudColours.Faint;
                canvas.DrawText(HudFont.Shorten(fact.Caption, ValueColumn - 4, font), Edge, y + 12, font, paint);
                var lines = HudFont.Wrap(fact.Value, Inner - ValueColumn, TextSize);
                PaintLines(canvas, lines, Edge + ValueColumn, y + 12, HudColours.Of(fact.Tone), font, paint);
                break;
            case PlotRow plot:
                PlotPainter.Paint(canvas, plot, Edge, y, Inner, font, paint);
                break;
            case HeatRow heat:
                PlotPainter.Paint(canvas, heat, Edge, y, Inner, font, paint);
                break;
            case SliderRow slider:
                PaintSlider(canvas, slider, y, font, paint);
                break;
            case BarRow bar:
                PaintBar(canvas, bar, y, font, paint);
                break;
            case ButtonsRow buttons:
                PaintButtons(canvas, buttons, y, font, paint);
                break;
            case HistogramRow histogram:
                PaintHistogram(canvas, histogram, y, paint);
                break;
            case QrRow code:
                PaintCode(canvas, code, y, paint);
                break;
            case CropsRow crops:
                PaintCrops(canvas, crops, y, font, paint);
                break;
        }
    }

    private static void PaintLines(
        SKCanvas canvas,
        IReadOnlyList<string> lines,
        float x,
        float y,
        SKColor colour,
        SKFont font,
        SKPaint paint
    )
    {
        paint.Color = colour;
        for (var i = 0; i < lines.Count; i++)
            canvas.DrawText(lines[i], x, y + i * TextHeight, font, paint);
    }

    private static void PaintSlider(SKCanvas canvas, SliderRow slider, float y, SKFont font, SKPaint paint)
    {
        PaintEnds(canvas, slider.Label, slider.Words, y, font, paint);
        paint.Color = HudColours.Rule;
        canvas.DrawRoundRect(Edge, y + 24, Inner, 4, 2, 2, paint);
        paint.Color = HudColours.Live;
        canvas.DrawRoundRect(Edge, y + 24, Inner * slider.Share, 4, 2, 2, paint);
        canvas.DrawCircle(Edge + Inner * slider.Share, y + 26, 7, paint);
    }

    private static void PaintBar(SKCanvas canvas, BarRow bar, float y, SKFont font, SKPaint paint)
    {
        if (FitsOneLine(bar))
            PaintEnds(canvas, bar.Label, bar.Words, y, font, paint);
        else
        {
            PaintEnds(canvas, bar.Label, "", y, font, paint);
            y += TextHeight;
            PaintEnds(canvas, "", bar.Words, y, font, paint);
        }

        paint.Color = HudColours.Rule;
        canvas.DrawRoundRect(Edge, y + 20, Inner, 7, 3, 3, paint);
        paint.Color = HudColours.Of(bar.Tone);
        canvas.DrawRoundRect(Edge, y + 20, Inner * Math.Clamp(bar.Share, 0, 1), 7, 3, 3, paint);
    }

    // What is limited is never cut short.
    private static bool FitsOneLine(BarRow bar) => HudFont.Wrap($"{bar.Label}  {bar.Words}", Inner, TextSize).Count == 1;

    private static void PaintEnds(SKCanvas canvas, string left, string right, float y, SKFont font, SKPaint paint)
    {
        paint.Color = HudColours.Text;
        canvas.DrawText(right, Edge + Inner, y + 13, SKTextAlign.Right, font, paint);
        paint.Color = HudColours.Faint;
        canvas.DrawText(HudFont.Shorten(left, Inner - font.MeasureText(right) - 8, font), Edge, y + 13, font, paint);
    }

    private static void PaintButtons(SKCanvas canvas, ButtonsRow row, float y, SKFont font, SKPaint paint)
    {
        var width = (Inner - (row.Buttons.Count - 1) * ButtonGap) / row.Buttons.Count;
        for (var i = 0; i < row.Buttons.Count; i++)
        {
            var (button, x) = (row.Buttons[i], Edge + i * (width + ButtonGap));
            var colour = button.Tone == Tone.Plain ? HudColours.Live : HudColours.Of(button.Tone);
            paint.Color = button.On ? colour : HudColours.Rule;
            canvas.DrawRoundRect(x, y + 3, width, 28, 5, 5, paint);
            paint.Color =
                button.On ? HudColours.Strip
                : button.Tone is Tone.Plain ? HudColours.Text
                : colour;
            canvas.DrawText(HudFont.Shorten(button.Label, width - 6, font), x + width / 2, y + 21, SKTextAlign.Center, font, paint);
        }
    }

    private static void PaintHistogram(SKCanvas canvas, HistogramRow row, float y, SKPaint paint)
    {
        const float height = 50;
        var histogram = row.Histogram;
        paint.Color = HudColours.Rule;
        canvas.DrawRect(Edge, y + 4, Inner, height, paint);
        paint.Color = HudColours.Of(row.Colour);
        var step = Inner / Histogram.Bins;
        for (var i = 0; i < Histogram.Bins; i++)
            canvas.DrawRect(Edge + i * step, y + 4 + height * (1 - histogram.Shares[i]), step - 0.5f, height * histogram.Shares[i], paint);
        paint.Color = HudColours.Text;
        foreach (var counts in (ReadOnlySpan<float>)[row.Black, row.White])
        {
            var share = (counts - histogram.Low) / (histogram.High - histogram.Low);
            if (share is >= 0 and <= 1)
                canvas.DrawRect(Edge + Inner * share - 1, y + 4, 2, height, paint);
        }
    }

    // Dark on light, with the quiet zone of four modules that readers look for.
    private static void PaintCode(SKCanvas canvas, QrRow row, float y, SKPaint paint)
    {
        const int quiet = 4;
        var side = (int)MathF.Round(MathF.Sqrt(row.Modules.Count));
        var step = Inner / (side + 2 * quiet);
        paint.Color = SKColors.White;
        canvas.DrawRect(Edge, y, Inner, Inner, paint);
        paint.Color = SKColors.Black;
        paint.IsAntialias = false;
        for (var i = 0; i < row.Modules.Count; i++)
            if (row.Modules[i])
                canvas.DrawRect(Edge + (quiet + i % side) * step, y + (quiet + i / side) * step, step + 0.5f, step + 0.5f, paint);
        paint.IsAntialias = true;
    }

    private static void PaintCrops(SKCanvas canvas, CropsRow row, float y, SKFont font, SKPaint paint)
    {
        for (var i = 0; i < row.Crops.Count; i++)
        {
            var crop = row.Crops[i];
            var (x, top) = (Edge + i % CropsARow * (CropWidth + CropGap), y + i / CropsARow * (CropWidth + 22));
            var place = new SKRect(x, top, x + CropWidth, top + CropWidth);
            paint.Color = HudColours.Rule;
            canvas.DrawRect(place, paint);
            if (crop.Pixels.Length > 0)
                PaintPixels(canvas, crop, place, paint);
            PaintRings(canvas, crop, place, paint);
            paint.Color = HudColours.Faint;
            canvas.DrawText($"t {crop.T}", place.MidX, top + CropWidth + 15, SKTextAlign.Center, font, paint);
        }
    }

    private static void PaintPixels(SKCanvas canvas, Crop crop, SKRect place, SKPaint paint)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Crop.Edge, Crop.Edge, SKColorType.Gray8));
        crop.Pixels.CopyTo(bitmap.GetPixelSpan());
        using var image = SKImage.FromBitmap(bitmap);
        paint.Color = SKColors.White;
        canvas.DrawImage(image, place, new SKSamplingOptions(SKFilterMode.Linear), paint);
    }

    private static void PaintRings(SKCanvas canvas, Crop crop, SKRect place, SKPaint paint)
    {
        var scale = place.Width / Crop.Edge;
        canvas.Save();
        canvas.ClipRect(place);
        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = 1.2f;
        foreach (var (track, ring) in crop.Rings)
        {
            paint.Color = HudColours.Of(Palette.OfTrack(track));
            canvas.DrawCircle(place.Left + ring.X * scale, place.Top + ring.Y * scale, ring.Z * scale, paint);
        }

        paint.Style = SKPaintStyle.Fill;
        canvas.Restore();
    }
}

/// <summary>A form and how far it is scrolled.</summary>
/// <param name="Form">The form.</param>
/// <param name="Scroll">Pixels before scaling.</param>
internal sealed record FormContent(Form Form, float Scroll);
