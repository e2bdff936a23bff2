using Cellect.Data.Tracks;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>The cells of a frame as a map of columns, all of the same length and in the same order.</summary>
internal static class CellColumns
{
    public static void Write(ref MessagePackWriter writer, IReadOnlyList<TrackedCell> cells)
    {
        writer.WriteMapHeader(9);
        Column.Write(ref writer, "track", cells, static cell => cell.Track);
        Column.Write(ref writer, "parent", cells, static cell => cell.Parent);
        Column.Write(ref writer, "z", cells, static cell => cell.Z);
        Column.Write(ref writer, "y", cells, static cell => cell.Y);
        Column.Write(ref writer, "x", cells, static cell => cell.X);
        Column.Write(ref writer, "radius", cells, static cell => cell.Radius);
        Column.Write(ref writer, "score", cells, static cell => cell.Score);
        Column.Write(ref writer, "division", cells, static cell => cell.Division);
        Column.Write(ref writer, "link", cells, static cell => cell.Link);
    }
}
