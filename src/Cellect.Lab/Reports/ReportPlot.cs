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
        return Image(plot, 1000, 500);
    }

    /// <summary>The picture with the legend beside it, where points may lie anywhere.</summary>
    public static byte[] PngBeside(Plot plot, int height = 500)
    {
        plot.ShowLegend(Edge.Right);
        return Image(plot, 1000, height);
    }

    /// <summary>A wide picture without a legend.</summary>
    public static byte[] PngPlain(Plot plot) => Image(plot, 1000, 700);

    /// <summary>A square picture without a legend.</summary>
    public static byte[] PngSquare(Plot plot) => Image(plot, 900, 900);

    private static byte[] Image(Plot plot, int width, int height)
    {
        plot.Font.Set(EmbeddedFont.Name);
        plot.Legend.FontName = EmbeddedFont.Name;
        return plot.GetImageBytes(width, height, ImageFormat.Png);
    }
}
