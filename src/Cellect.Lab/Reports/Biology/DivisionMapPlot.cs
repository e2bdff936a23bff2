using System.Globalization;
using Cellect.Data.Regions;
using ScottPlot;

namespace Cellect.Lab.Reports.Biology;

/// <summary>Where and when cells divided (paper, Fig. 3k): a dot a division, coloured by time.</summary>
internal static class DivisionMapPlot
{
    private const int Steps = 6;

    // Of a picture with its legend beside it: columns of the map itself, rows around it.
    private const double MapColumns = 730,
        RowsAround = 95,
        LeastRows = 60;

    /// <summary>Seen along z, with y down as in the image.</summary>
    public static byte[] FromAbove(BiologyFindings findings) =>
        Draw(findings, "Divisions, seen from above", "x, µm", "y, µm", place => (place.X, place.Y));

    /// <summary>Seen along y, with z down.</summary>
    public static byte[] FromTheSide(BiologyFindings findings) =>
        Draw(findings, "Divisions, seen from the side", "x, µm", "z, µm", place => (place.X, place.Z));

    private static byte[] Draw(
        BiologyFindings findings,
        string title,
        string xLabel,
        string yLabel,
        Func<Position, (double X, double Y)> project
    )
    {
        var plot = ReportPlot.Create(title, xLabel, yLabel);
        var (unit, colours) = (TimeAxis.For(findings.Seconds), new ScottPlot.Colormaps.Viridis());
        for (var step = 0; step < Steps; step++)
        {
            var (from, to) = (findings.Seconds * step / Steps, findings.Seconds * (step + 1) / Steps);
            var dots = findings
                .Divisions.Where(row => row.Seconds >= from && (row.Seconds < to || step == Steps - 1))
                .Select(row => project(row.Place))
                .ToArray();
            var markers = plot.Add.ScatterPoints(
                dots.Select(dot => dot.X).ToArray(),
                dots.Select(dot => dot.Y).ToArray(),
                colours.GetColor((double)step / Steps)
            );
            markers.MarkerSize = 8;
            markers.LegendText = string.Create(
                CultureInfo.InvariantCulture,
                $"{unit.Of(from):0.#} to {unit.Of(to):0.#} {unit.Name}: {dots.Length}"
            );
        }

        var (shape, voxel) = (findings.Header.Shape, findings.Header.VoxelMicrometres);
        var (right, far) = project(new Position(shape.Z * voxel.Z, shape.Y * voxel.Y, shape.X * voxel.X));
        var frame = plot.Add.Rectangle(0, right, 0, far);
        (frame.FillColor, frame.LineColor, frame.LineWidth) = (Colors.Transparent, Colors.Gray, 1);
        plot.Axes.SetLimits(0, right, far, 0);
        plot.Axes.SquareUnits();
        return ReportPlot.PngBeside(plot, (int)(RowsAround + Math.Clamp(MapColumns * far / right, LeastRows, MapColumns)));
    }
}
