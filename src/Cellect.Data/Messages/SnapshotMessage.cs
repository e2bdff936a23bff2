using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Answer to the control request <c>snapshot</c>: all that the messages so far of this series have told.</summary>
internal static class SnapshotMessage
{
    public const string Type = "snapshot";

    private static readonly MessageFields<IReadOnlyList<LineageRow>> LineageFields = new()
    {
        { "track", Column.Of<LineageRow>(static link => link.Track) },
        { "parent", Column.Of<LineageRow>(static link => link.Parent) },
        { "first_t", Column.Of<LineageRow>(static link => link.FirstT) },
        { "last_t", Column.Of<LineageRow>(static link => link.LastT) },
        { "population", Column.Of<LineageRow>(static link => link.Population) },
    };

    private static readonly MessageFields<IReadOnlyList<(int T, Division Division, int Population)>> DivisionFields = new()
    {
        { "t", Column.Of<(int T, Division Division, int Population)>(static row => row.T) },
        { "mother", Column.Of<(int T, Division Division, int Population)>(static row => row.Division.Mother) },
        { "first_daughter", Column.Of<(int T, Division Division, int Population)>(static row => row.Division.FirstDaughter) },
        { "second_daughter", Column.Of<(int T, Division Division, int Population)>(static row => row.Division.SecondDaughter) },
        { "z", Column.Of<(int T, Division Division, int Population)>(static row => row.Division.Z) },
        { "y", Column.Of<(int T, Division Division, int Population)>(static row => row.Division.Y) },
        { "x", Column.Of<(int T, Division Division, int Population)>(static row => row.Division.X) },
        { "probability", Column.Of<(int T, Division Division, int Population)>(static row => row.Division.Probability) },
        { "population", Column.Of<(int T, Division Division, int Population)>(static row => row.Population) },
        { "state", Column.Of<(int T, Division Division, int Population)>(static row => (int)row.Division.State) },
    };

    private static readonly MessageFields<SeriesEnd> EndFields = new()
    {
        { "reason", end => end.Summary.Reason },
        { "expected", end => end.Summary.Expected },
        { "ledger", (ref writer, end) => SeriesMessage.WriteLedger(ref writer, end.Summary.Ledger) },
        { "ended_ns", end => end.EndedNs },
    };

    // Before the first series there is no geometry to tell.
    private static readonly MessageFields<SeriesState> Fields = new()
    {
        { "active", state => state.Active },
        { "end", WriteEnd },
        { "time_step", state => state.Newest?.TimeStep ?? 0 },
        { "n", state => state.Cells.Count },
        { "cells", CellColumns.Fields, state => state.Cells },
        { "lineage", LineageFields, state => state.Lineage },
        { "divisions", DivisionFields, state => state.Divisions },
        { "populations", (ref writer, state) => PopulationFields.Write(ref writer, state.NewestOfEach) },
    };

    private static readonly MessageFields<SeriesState> FieldsOfASeries = new()
    {
        { Fields, state => state },
        { SeriesMessage.Geometry, state => state.Header! },
    };

    public static void Write(ref MessagePackWriter writer, in Envelope envelope, SeriesState state) =>
        envelope.Write(ref writer, Type, state.Header is null ? Fields : FieldsOfASeries, state);

    /// <summary>What the volumes of the series are like; null before the first series.</summary>
    /// <exception cref="InvalidDataException">A key is missing or wrong.</exception>
    public static VolumeHeader? ReadGeometry(MessageMap snapshot) => snapshot.Has("shape") ? SeriesMessage.ReadGeometry(snapshot) : null;

    /// <summary>How the series ended; null before that, and where the service does not tell.</summary>
    /// <exception cref="InvalidDataException">A key is missing or wrong.</exception>
    public static SeriesEnd? ReadEnd(MessageMap snapshot)
    {
        if (!snapshot.Has("end"))
            return null;
        var end = snapshot.Map("end");
        return new SeriesEnd(
            new SeriesSummary(snapshot.Text("series"), end.Text("reason"), end.Map("ledger").Counts(), end.Whole("expected")),
            end.Whole("ended_ns")
        );
    }

    /// <summary>Every track so far.</summary>
    /// <exception cref="InvalidDataException">A column is missing or wrong.</exception>
    public static LineageRow[] ReadLineage(MessageMap snapshot)
    {
        var table = snapshot.Map("lineage");
        var tracks = table.Column<int>("track");
        var parents = table.Column<int>("parent", tracks.Length);
        var (first, last) = (table.Column<int>("first_t", tracks.Length), table.Column<int>("last_t", tracks.Length));
        var populations = table.Has("population") ? table.Column<int>("population", tracks.Length) : new int[tracks.Length];
        return [.. tracks.Select((track, row) => new LineageRow(track, parents[row], first[row], last[row], populations[row]))];
    }

    /// <summary>Every division so far.</summary>
    /// <exception cref="InvalidDataException">A column is missing or wrong.</exception>
    public static (int T, Division Division)[] ReadDivisions(MessageMap snapshot)
    {
        var table = snapshot.Map("divisions");
        var times = table.Column<int>("t");
        var rows = times.Length;
        var (mothers, first, second) = (
            table.Column<int>("mother", rows),
            table.Column<int>("first_daughter", rows),
            table.Column<int>("second_daughter", rows)
        );
        var (z, y, x) = (table.Column<float>("z", rows), table.Column<float>("y", rows), table.Column<float>("x", rows));
        var probabilities = table.Column<float>("probability", rows);
        // A service of before does not say how far they are borne out.
        var states = table.Has("state") ? table.Column<int>("state", rows) : new int[rows];
        return
        [
            .. times.Select(
                (t, i) =>
                    (t, new Division(mothers[i], first[i], second[i], z[i], y[i], x[i], probabilities[i]) { State = State(states[i]) })
            ),
        ];
    }

    private static DivisionState State(int state) =>
        Enum.IsDefined((DivisionState)state)
            ? (DivisionState)state
            : throw new InvalidDataException($"a division in state {state}; must be 0 to {(int)DivisionState.Withdrawn}");

    private static void WriteEnd(ref MessagePackWriter writer, SeriesState state)
    {
        if (state.Ended is { } end)
            EndFields.WriteMap(ref writer, end);
        else
            writer.WriteNil();
    }
}
