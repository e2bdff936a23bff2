using Cellect.Data.Csv;

namespace Cellect.Analysis.Graphs;

/// <summary>
/// Reads the two tables: truth (<c>t,z,y,x,id,parent</c>) and result (<c>t,track,parent,z,y,x,...</c>). Columns are found by their
/// names in the first line, in any order; others are passed over. Numbers are written with a point.
/// </summary>
public static class PointTable
{
    private const string PopulationColumn = "population";

    /// <summary>Reads a table of either form: one with a column <c>track</c> but no <c>id</c> is a result table.</summary>
    /// <param name="path">The table.</param>
    /// <param name="population">Which population's rows to take, by the column <c>population</c>; null where there is only one.</param>
    /// <exception cref="InvalidInputException">A column or value that is missing or wrong; the message names file, line and
    /// value.</exception>
    public static TrackGraph ReadGraph(string path, int? population = null)
    {
        var csv = new CsvTable(path);
        return csv.Has("id") ? Nodes(csv, population)
            : csv.Has("track") ? Tracks(csv, population)
            : throw new InvalidInputException(
                $"{path}, line 1: no column 'id' (truth table t,z,y,x,id,parent) or 'track' (t,track,parent,z,y,x)"
            );
    }

    /// <summary>Whether a table says of which population each row is.</summary>
    public static bool TellsPopulation(string path) => new CsvTable(path).Has(PopulationColumn);

    /// <summary>Reads a truth table.</summary>
    /// <inheritdoc cref="ReadGraph"/>
    public static TrackGraph ReadNodes(string path) => Nodes(new CsvTable(path), null);

    /// <summary>Reads a result table.</summary>
    /// <inheritdoc cref="ReadGraph"/>
    public static TrackGraph ReadTracks(string path) => Tracks(new CsvTable(path), null);

    private static TrackGraph Nodes(CsvTable csv, int? population)
    {
        var rows = new List<TrackNode>();
        var lines = new List<int>();
        foreach (var row in RowsOf(csv, population, "t", "z", "y", "x", "id", "parent"))
        {
            rows.Add(new TrackNode(row.Frame(0), row.Real(1), row.Real(2), row.Real(3), row.Integer(4), row.Integer(5)));
            lines.Add(row.Line);
        }
        return NodeGraphBuilder.Build(rows, row => csv.Where(lines[row]));
    }

    private static TrackGraph Tracks(CsvTable csv, int? population)
    {
        var rows = new List<TrackPoint>();
        var lines = new List<int>();
        foreach (var row in RowsOf(csv, population, "t", "track", "parent", "z", "y", "x"))
        {
            rows.Add(new TrackPoint(row.Frame(0), row.Integer(1), row.Integer(2), row.Real(3), row.Real(4), row.Real(5)));
            lines.Add(row.Line);
        }
        return PointGraphBuilder.Build(rows, row => csv.Where(lines[row]));
    }

    /// <summary>The rows of the population that is meant.</summary>
    private static IEnumerable<CsvRow> RowsOf(CsvTable csv, int? population, params string[] columns)
    {
        if (!csv.Has(PopulationColumn))
            return population is null
                ? csv.Rows(columns)
                : throw new InvalidInputException(
                    $"{csv.Where(1)}: no column '{PopulationColumn}', so that population {population} cannot be chosen; leave it out"
                );
        var there = csv.Rows(PopulationColumn).Select(row => row.Integer(0)).Distinct().Order().ToArray();
        if (population is null && there.Length > 1)
            throw new InvalidInputException(
                $"{csv.Where(1)}: holds the populations {string.Join(", ", there)}; choose one with --population {there[0]}"
            );
        if (population is { } asked && !there.Contains(asked))
            throw new InvalidInputException($"{csv.Where(1)}: holds no population {asked}, but {string.Join(", ", there)}");
        var last = columns.Length;
        return csv.Rows([.. columns, PopulationColumn]).Where(row => population is null || row.Integer(last) == population);
    }
}
