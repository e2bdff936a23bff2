using Cellect.Data.Tracks;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Answer to the control request <c>snapshot</c>: all that the messages so far of this series have told.</summary>
internal static class SnapshotMessage
{
    public const string Type = "snapshot";

    public static void Write(ref MessagePackWriter writer, in Envelope envelope, SeriesState state)
    {
        envelope.Write(ref writer, Type, more: 6 + (state.Header is null ? 0 : SeriesMessage.GeometryKeyCount));
        writer.Write("active");
        writer.Write(state.Active);
        if (state.Header is { } header)
            SeriesMessage.WriteGeometry(ref writer, header);
        writer.Write("time_step");
        writer.Write(state.Newest?.TimeStep ?? 0);
        writer.Write("n");
        writer.Write(state.Cells.Count);
        writer.Write("cells");
        CellColumns.Write(ref writer, state.Cells);
        writer.Write("lineage");
        WriteLineage(ref writer, state.Lineage);
        writer.Write("divisions");
        WriteDivisions(ref writer, state.Divisions);
    }

    private static void WriteLineage(ref MessagePackWriter writer, IReadOnlyList<LineageRow> lineage)
    {
        writer.WriteMapHeader(4);
        Column.Write(ref writer, "track", lineage, static link => link.Track);
        Column.Write(ref writer, "parent", lineage, static link => link.Parent);
        Column.Write(ref writer, "first_t", lineage, static link => link.FirstT);
        Column.Write(ref writer, "last_t", lineage, static link => link.LastT);
    }

    private static void WriteDivisions(ref MessagePackWriter writer, IReadOnlyList<(int T, Division Division)> divisions)
    {
        writer.WriteMapHeader(8);
        Column.Write(ref writer, "t", divisions, static row => row.T);
        Column.Write(ref writer, "mother", divisions, static row => row.Division.Mother);
        Column.Write(ref writer, "first_daughter", divisions, static row => row.Division.FirstDaughter);
        Column.Write(ref writer, "second_daughter", divisions, static row => row.Division.SecondDaughter);
        Column.Write(ref writer, "z", divisions, static row => row.Division.Z);
        Column.Write(ref writer, "y", divisions, static row => row.Division.Y);
        Column.Write(ref writer, "x", divisions, static row => row.Division.X);
        Column.Write(ref writer, "probability", divisions, static row => row.Division.Probability);
    }
}
