using ScottPlot;

namespace Cellect.Lab.Reports;

/// <summary>The look that all pictures of a report share.</summary>
internal static class ReportPlot
{
    /// <summary>Okabe and Ito's colours, which colour-blind readers can tell apart.</summary>
    public static readonly Color[] Colors =
    [
        .. new[] { "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000" }.Select(Color.FromHex),
    ];

    public static Plot Create(string title, string xLabel, string yLabel)
    {
        EmbeddedFont.Register();
        var plot = new Plot();
        plot.Title(title);
        plot.XLabel(xLabel);
        plot.YLabel(yLabel);
        return plot;
    }

    public static void AddLine(Plot plot, double[] xs, double[] ys, string name, int index)
    {
        var line = plot.Add.ScatterLine(xs, ys, Colors[index % Colors.Length]);
        line.LegendText = name;
        line.LineWidth = 2;
    }

    public static byte[] Png(Plot plot, Alignment legend)
    {
        plot.ShowLegend(legend);
        plot.Font.Set(EmbeddedFont.Name);
        plot.Legend.FontName = EmbeddedFont.Name;
        return plot.GetImageBytes(1000, 500, ImageFormat.Png);
    }
}
