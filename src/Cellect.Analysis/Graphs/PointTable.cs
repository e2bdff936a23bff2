using Cellect.Data.Csv;

namespace Cellect.Analysis.Graphs;

/// <summary>
/// Reads the two tables: truth (<c>t,z,y,x,id,parent</c>) and result (<c>t,track,parent,z,y,x,...</c>). Columns are found by their
/// names in the first line, in any order; others are passed over. Numbers are written with a point.
/// </summary>
public static class PointTable
{
    /// <summary>Reads a table of either form: one with a column <c>track</c> but no <c>id</c> is a result table.</summary>
    /// <exception cref="InvalidInputException">A column or value that is missing or wrong; the message names file, line and
    /// value.</exception>
    public static TrackGraph ReadGraph(string path)
    {
        var csv = new CsvTable(path);
        return csv.Has("id") ? Nodes(csv)
            : csv.Has("track") ? Tracks(csv)
            : throw new InvalidInputException(
                $"{path}, line 1: no column 'id' (truth table t,z,y,x,id,parent) or 'track' (t,track,parent,z,y,x)"
            );
    }

    /// <summary>Reads a truth table.</summary>
    /// <inheritdoc cref="ReadGraph"/>
    public static TrackGraph ReadNodes(string path) => Nodes(new CsvTable(path));

    /// <summary>Reads a result table.</summary>
    /// <inheritdoc cref="ReadGraph"/>
    public static TrackGraph ReadTracks(string path) => Tracks(new CsvTable(path));

    private static TrackGraph Nodes(CsvTable csv)
    {
        var rows = new List<TrackNode>();
        var lines = new List<int>();
        foreach (var row in csv.Rows("t", "z", "y", "x", "id", "parent"))
        {
            rows.Add(new TrackNode(row.Frame(0), row.Real(1), row.Real(2), row.Real(3), row.Integer(4), row.Integer(5)));
            lines.Add(row.Line);
        }
        return NodeGraphBuilder.Build(rows, row => csv.Where(lines[row]));
    }

    private static TrackGraph Tracks(CsvTable csv)
    {
        var rows = new List<TrackPoint>();
        var lines = new List<int>();
        foreach (var row in csv.Rows("t", "track", "parent", "z", "y", "x"))
        {
            rows.Add(new TrackPoint(row.Frame(0), row.Integer(1), row.Integer(2), row.Real(3), row.Real(4), row.Real(5)));
            lines.Add(row.Line);
        }
        return PointGraphBuilder.Build(rows, row => csv.Where(lines[row]));
    }
}
