using System.Globalization;
using Cellect.Analysis.Lives;
using ScottPlot;

namespace Cellect.Lab.Reports.Biology;

/// <summary>
/// Families as a circle: time runs outwards, each track is a spoke, each division an arc. The largest families are shown, side by side
/// around the circle.
/// </summary>
internal sealed class LineageCirclePlot
{
    private const int MostFamilies = 60;
    private const double Inner = 0.12,
        FullTurn = 2 * Math.PI;

    private readonly BiologyFindings _findings;
    private readonly Dictionary<int, EndedTrack> _tracks;
    private readonly ILookup<int, EndedTrack> _daughters;
    private readonly Dictionary<int, double> _angles = [];
    private readonly double _last;
    private Plot _plot = null!;

    private LineageCirclePlot(BiologyFindings findings)
    {
        _findings = findings;
        _tracks = findings.Tracks.ToDictionary(track => track.Life.Track);
        _daughters = findings.Tracks.Where(track => _tracks.ContainsKey(track.Life.Parent)).ToLookup(track => track.Life.Parent);
        _last = Math.Max(findings.Seconds, 1e-9);
    }

    /// <summary>The picture; null where nothing has divided.</summary>
    public static byte[]? Draw(BiologyFindings findings) => findings.Divisions.Count == 0 ? null : new LineageCirclePlot(findings).Draw();

    private byte[] Draw()
    {
        var roots = _tracks
            .Values.Where(track => !_tracks.ContainsKey(track.Life.Parent) && _daughters.Contains(track.Life.Track))
            .Select(track => (Track: track, Leaves: Leaves(track)))
            .OrderByDescending(family => family.Leaves)
            .ThenBy(family => family.Track.Life.Track)
            .ToArray();
        var shown = roots.Take(MostFamilies).ToArray();
        var unit = TimeAxis.For(_last);
        _plot = ReportPlot.Create(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{shown.Length} of {roots.Length} families with divisions; time outwards, 0 to {unit.Of(_last):0.#} {unit.Name}"
            ),
            "",
            ""
        );
        Rings();
        var (leaf, all) = (0.0, shown.Sum(family => family.Leaves) + (0.5 * shown.Length));
        for (var i = 0; i < shown.Length; i++)
        {
            Place(shown[i].Track, ref leaf, FullTurn / all);
            leaf += 0.5;
            DrawFamily(shown[i].Track, ReportPlot.Colors[i % ReportPlot.Colors.Length]);
        }

        _plot.HideAxesAndGrid();
        _plot.Axes.SetLimits(-1.05, 1.05, -1.05, 1.05);
        _plot.Axes.SquareUnits();
        return ReportPlot.PngSquare(_plot);
    }

    private int Leaves(EndedTrack track) => _daughters.Contains(track.Life.Track) ? _daughters[track.Life.Track].Sum(Leaves) : 1;

    private void Place(EndedTrack track, ref double leaf, double width)
    {
        if (!_daughters.Contains(track.Life.Track))
        {
            _angles[track.Life.Track] = (leaf + 0.5) * width;
            leaf++;
            return;
        }

        foreach (var daughter in _daughters[track.Life.Track])
            Place(daughter, ref leaf, width);
        _angles[track.Life.Track] = _daughters[track.Life.Track].Average(daughter => _angles[daughter.Life.Track]);
    }

    private void DrawFamily(EndedTrack track, Color colour)
    {
        var (life, angle) = (track.Life, _angles[track.Life.Track]);
        var daughters = _daughters[life.Track].ToArray();
        var from = Radius(life.FirstT);
        var to = daughters.Length > 0 ? Radius(daughters[0].Life.FirstT) : Radius(life.LastT);
        Line([(from, angle), (to, angle)], colour);
        if (daughters.Length == 0)
            return;
        var (first, last) = (daughters.Min(d => _angles[d.Life.Track]), daughters.Max(d => _angles[d.Life.Track]));
        var steps = Math.Max(2, (int)Math.Ceiling((last - first) * 60));
        Line([.. Enumerable.Range(0, steps + 1).Select(i => (to, first + ((last - first) * i / steps)))], colour);
        foreach (var daughter in daughters)
            DrawFamily(daughter, colour);
    }

    private void Rings()
    {
        for (var i = 0; i <= 4; i++)
        {
            var radius = Inner + ((1 - Inner) * i / 4);
            var ring = _plot.Add.Circle(0, 0, radius);
            (ring.FillColor, ring.LineColor, ring.LineWidth) = (Colors.Transparent, Colors.LightGray, 1);
        }
    }

    private double Radius(int t) => Inner + ((1 - Inner) * _findings.SecondsOf[t] / _last);

    private void Line((double Radius, double Angle)[] points, Color colour)
    {
        var line = _plot.Add.ScatterLine(
            points.Select(p => p.Radius * Math.Sin(p.Angle)).ToArray(),
            points.Select(p => p.Radius * Math.Cos(p.Angle)).ToArray(),
            colour
        );
        line.LineWidth = 1.5f;
    }
}
