using Cellect.Data.Tracks;

namespace Cellect.Data.Messages;

/// <summary>The cells of a frame as a map of columns, all of the same length and in the same order.</summary>
internal static class CellColumns
{
    /// <summary>The columns.</summary>
    public static readonly MessageFields<IReadOnlyList<TrackedCell>> Fields = new()
    {
        { "track", Column.Of<TrackedCell>(static cell => cell.Track) },
        { "parent", Column.Of<TrackedCell>(static cell => cell.Parent) },
        { "z", Column.Of<TrackedCell>(static cell => cell.Z) },
        { "y", Column.Of<TrackedCell>(static cell => cell.Y) },
        { "x", Column.Of<TrackedCell>(static cell => cell.X) },
        { "radius", Column.Of<TrackedCell>(static cell => cell.Radius) },
        { "score", Column.Of<TrackedCell>(static cell => cell.Score) },
        { "division", Column.Of<TrackedCell>(static cell => cell.Division) },
        { "link", Column.Of<TrackedCell>(static cell => cell.Link) },
    };

    /// <summary>The cells of a message that has their number in <c>n</c> and their columns in <c>cells</c>.</summary>
    /// <exception cref="InvalidDataException">A column is missing or has another length.</exception>
    public static TrackedCell[] Read(MessageMap message)
    {
        var (table, rows) = (message.Map("cells"), message.Small("n"));
        if (rows < 0)
            throw new InvalidDataException($"frame of {rows} cells");
        var (track, parent) = (table.Column<int>("track", rows), table.Column<int>("parent", rows));
        var (z, y, x) = (table.Column<float>("z", rows), table.Column<float>("y", rows), table.Column<float>("x", rows));
        var (radius, score) = (table.Column<float>("radius", rows), table.Column<float>("score", rows));
        var (division, link) = (table.Column<float>("division", rows), table.Column<float>("link", rows));
        var cells = new TrackedCell[rows];
        for (var i = 0; i < rows; i++)
            cells[i] = new TrackedCell(track[i], parent[i], z[i], y[i], x[i], radius[i], score[i], division[i], link[i]);
        return cells;
    }
}
