using System.Globalization;
using System.Numerics;
using Cellect.Data.Tracks;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;
using SkiaSharp;

namespace Cellect.Overlay.Hud;

/// <summary>The divisions: a click on one goes there, the two words in the heading change order and choice, the wheel scrolls.</summary>
internal static class EventsPart
{
    private const float Edge = 12;
    private const float TitleHeight = 26;
    private const float LineHeight = 20;
    private const float WordWidth = 70;
    private const float VerdictWidth = 16;

    /// <summary>Divisions that are listed at most: the newest of a long session.</summary>
    public const int Most = 5000;

    /// <summary>A <see cref="HudPainter{T}"/>.</summary>
    public static void Paint(SKCanvas canvas, Vector2 size, float uiScale, EventsContent content)
    {
        canvas.Clear(HudColours.Strip);
        canvas.Scale(uiScale);
        size /= uiScale;
        using var paint = new SKPaint { IsAntialias = true, Color = HudColours.Rule };
        using var font = HudFont.OfSize(12);
        canvas.DrawRect(0, 0, size.X, 1, paint);
        paint.Color = HudColours.Faint;
        canvas.DrawText(content.Events.Length == 0 ? "divisions: none" : $"divisions {content.Events.Length}", Edge, 17, font, paint);
        paint.Color = HudColours.Live;
        canvas.DrawText(ChoiceName(content.List.Choice), size.X - Edge - WordWidth, 17, SKTextAlign.Right, font, paint);
        canvas.DrawText(OrderName(content.List.Order), size.X - Edge, 17, SKTextAlign.Right, font, paint);
        for (var line = 0; line < Lines(size.Y) && line + content.List.Scroll < content.Events.Length; line++)
            PaintLine(canvas, content, content.Events[line + content.List.Scroll], line, size.X, font, paint);
        PaintScroll(canvas, content, size, paint);
    }

    /// <summary>What a click at a pixel asks for; kind None for nothing.</summary>
    public static Command At(PixelRect area, Vector2 pixel, EventsContent content, float uiScale)
    {
        if (!area.Contains(pixel))
            return default;
        var at = (pixel - new Vector2(area.X, area.Y)) / uiScale;
        if (at.Y < TitleHeight)
            return HeadingAt(area.Width / uiScale - Edge - at.X, content.List);
        var line = (int)((at.Y - TitleHeight) / LineHeight);
        var index = line + content.List.Scroll;
        return line < Lines(area.Height / uiScale) && index < content.Events.Length
            ? new Command(CommandKind.GoToDivision, index)
            : default;
    }

    private static int Lines(float height) => Math.Max(0, (int)((height - TitleHeight) / LineHeight));

    private static Command HeadingAt(float fromRight, DivisionList list) =>
        fromRight switch
        {
            < WordWidth - 4 => new Command(CommandKind.SortDivisions, ((int)list.Order + 1) % Enum.GetValues<DivisionOrder>().Length),
            < 2 * WordWidth => new Command(CommandKind.FilterDivisions, ((int)list.Choice + 1) % Enum.GetValues<DivisionChoice>().Length),
            _ => default,
        };

    private static string OrderName(DivisionOrder order) =>
        order switch
        {
            DivisionOrder.Doubtful => "doubtful",
            DivisionOrder.Likely => "likely",
            _ => "newest",
        };

    private static string ChoiceName(DivisionChoice choice) =>
        choice switch
        {
            DivisionChoice.Open => "open",
            DivisionChoice.Judged => "judged",
            _ => "all",
        };

    private static void PaintLine(
        SKCanvas canvas,
        EventsContent content,
        DivisionEntry entry,
        int line,
        float width,
        SKFont font,
        SKPaint paint
    )
    {
        var top = TitleHeight + line * LineHeight;
        if (entry.Mother == content.Division)
        {
            paint.Color = HudColours.Rule;
            canvas.DrawRect(0, top, width, LineHeight, paint);
        }

        PaintVerdict(canvas, content.Verdicts, entry.Mother, top + LineHeight / 2, paint);
        var own =
            content.Selected > 0
            && (entry.Mother == content.Selected || entry.FirstDaughter == content.Selected || entry.SecondDaughter == content.Selected);
        paint.Color = own ? HudColours.Live : HudColours.Text;
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"t {entry.T, -5} {entry.Mother} → {entry.FirstDaughter}, {entry.SecondDaughter}"
        );
        canvas.DrawText(text, Edge + VerdictWidth, top + 14, font, paint);
        paint.Color = entry.State == DivisionState.Withdrawn ? HudColours.Warning : HudColours.Faint;
        var probability = string.Create(CultureInfo.InvariantCulture, $"{StateName(entry.State)}p {entry.Probability:0.00}");
        canvas.DrawText(probability, width - Edge, top + 14, SKTextAlign.Right, font, paint);
    }

    private static string StateName(DivisionState state) => state == DivisionState.Told ? "" : $"{state.Word()}  ";

    // A tick or a cross: told apart by their shapes.
    private static void PaintVerdict(SKCanvas canvas, IReadOnlyDictionary<int, bool> verdicts, int mother, float middle, SKPaint paint)
    {
        if (!verdicts.TryGetValue(mother, out var right))
            return;
        using var path = new SKPath();
        path.MoveTo(Edge, middle - (right ? 0 : 4));
        path.LineTo(Edge + (right ? 3 : 8), middle + 4);
        path.MoveTo(Edge + (right ? 3 : 8), middle + (right ? 4 : -4));
        path.LineTo(Edge + (right ? 9 : 0), middle + (right ? -4 : 4));
        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = 2;
        paint.Color = right ? HudColours.Live : HudColours.Warning;
        canvas.DrawPath(path, paint);
        paint.Style = SKPaintStyle.Fill;
    }

    private static void PaintScroll(SKCanvas canvas, EventsContent content, Vector2 size, SKPaint paint)
    {
        var lines = Lines(size.Y);
        if (content.Events.Length <= lines)
            return;
        var room = size.Y - TitleHeight;
        paint.Color = HudColours.Idle;
        var top = TitleHeight + room * content.List.Scroll / content.Events.Length;
        canvas.DrawRoundRect(size.X - 5, top, 3, MathF.Max(8, room * lines / content.Events.Length), 1.5f, 1.5f, paint);
    }
}
