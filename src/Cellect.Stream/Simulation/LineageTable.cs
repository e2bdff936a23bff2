using System.Globalization;
using Cellect.Stream.Sources;

namespace Cellect.Stream.Simulation;

/// <summary>Reads and checks a table of nodes: columns t, z, y, x, id, parent by name in any order, others are ignored.</summary>
internal static class LineageTable
{
    private static readonly string[] Columns = ["t", "z", "y", "x", "id", "parent"];

    /// <summary>The nodes, sorted by time; radius 0.</summary>
    /// <exception cref="FormatException">A broken row; the text names file, line, value and remedy.</exception>
    public static List<TruthNode> Read(string path)
    {
        using var reader = new StreamReader(path);
        var header = reader.ReadLine()
            ?? throw new FormatException($"{path} is empty; the first line must name the columns {TruthTable.Header}");
        var at = Array.ConvertAll(Columns, name => Array.IndexOf(header.Split(','), name));
        if (Array.IndexOf(at, -1) is >= 0 and var missing)
            throw new FormatException($"{path} line 1: no column '{Columns[missing]}' in '{header}'; the table needs {TruthTable.Header}");
        var nodes = new List<TruthNode>();
        var lines = new Dictionary<int, int>();
        var number = 1;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0)
                continue;
            var node = Row(path, number, line, at);
            if (!lines.TryAdd(node.Id, number))
                throw new FormatException($"{path} line {number}: id {node.Id} is also on line {lines[node.Id]}; give every node its own");
            nodes.Add(node);
        }

        if (nodes.Count == 0)
            throw new FormatException($"{path} has a header but no node; at least one row is needed");
        CheckParents(path, nodes, lines);
        return [.. nodes.OrderBy(node => node.T)];
    }

    private static TruthNode Row(string path, int number, string line, int[] at)
    {
        var cells = line.Split(',');
        var value = new double[at.Length];
        for (var i = 0; i < at.Length; i++)
        {
            var text = at[i] < cells.Length ? cells[at[i]] : "";
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value[i]) || !double.IsFinite(value[i]))
                throw new FormatException(
                    $"{path} line {number}: {Columns[i]} is '{text}', not a number; write a decimal point and no units"
                );
        }

        return new TruthNode(
            Whole(path, number, 0, value[0], 0),
            (float)value[1],
            (float)value[2],
            (float)value[3],
            Whole(path, number, 4, value[4], 0),
            Whole(path, number, 5, value[5], -1),
            0
        );
    }

    private static int Whole(string path, int number, int column, double value, int least) =>
        value >= least && value <= int.MaxValue && value == Math.Floor(value)
            ? (int)value
            : throw new FormatException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{path} line {number}: {Columns[column]} is {value}; must be a whole number from {least} to {int.MaxValue}"
                )
            );

    private static void CheckParents(string path, List<TruthNode> nodes, Dictionary<int, int> lines)
    {
        var times = nodes.ToDictionary(node => node.Id, node => node.T);
        var children = new Dictionary<int, int>();
        foreach (var node in nodes)
        {
            if (node.Parent < 0)
                continue;
            if (!times.TryGetValue(node.Parent, out var time))
                throw new FormatException(
                    $"{path} line {lines[node.Id]}: parent {node.Parent} is no id of the table; write -1 for a node without one"
                );
            if (time != node.T - 1)
                throw new FormatException(
                    $"{path} line {lines[node.Id]}: parent {node.Parent} is at t={time}, not in the frame before "
                        + $"t={node.T}; fill the gap or write -1"
                );
            if ((children[node.Parent] = children.GetValueOrDefault(node.Parent) + 1) > 2)
                throw new FormatException(
                    $"{path} line {lines[node.Id]}: node {node.Parent} has more than two children; a cell divides in two"
                );
        }
    }
}
