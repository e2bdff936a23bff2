namespace Cellect.Lab.Reports;

/// <summary>The look that all pages of a report share.</summary>
internal static class ReportStyle
{
    public const string Css = """
        body { font: 15px/1.45 system-ui, "DejaVu Sans", sans-serif; margin: 2em auto; max-width: 1100px; padding: 0 1em; color: #222; }
        table { border-collapse: collapse; margin: 1em 0; }
        th, td { padding: .2em .8em; border-bottom: 1px solid #ddd; text-align: left; }
        td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
        thead th { position: sticky; top: 0; background: #fff; border-bottom: 2px solid #888; }
        img { max-width: 100%; }
        """;
}
