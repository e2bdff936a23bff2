using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Viewing;

/// <summary>Reads frames, tracks and divisions out of messages (docs/publish.md).</summary>
internal static class RemoteFrames
{
    /// <summary>The geometry of a series, from <c>series</c> begin and from snapshots.</summary>
    public static VolumeHeader Header(RemoteMap message)
    {
        var (z, y, x) = message.Triple("shape");
        var shape = new VolumeShape((int)z, (int)y, (int)x);
        var voxel = message.Triple("voxel_um");
        var size = new VoxelSize(voxel.Z, voxel.Y, voxel.X);
        if (shape.Z < 1 || shape.Y < 1 || shape.X < 1 || !size.IsValid)
            throw new InvalidDataException($"series of {shape} voxels of {size} µm: sides must be at least 1 and sizes above 0");
        return new VolumeHeader
        {
            Series = message.Text("series"),
            T = message.Small("t"),
            C = message.Small("c"),
            Shape = shape,
            VoxelMicrometres = size,
            Type = message.Text("dtype") switch
            {
                "u1" => VoxelType.UInt8,
                "u2" => VoxelType.UInt16,
                _ => VoxelType.Float32,
            },
        };
    }

    /// <summary>A frame, from <c>tracks</c> and from snapshots.</summary>
    /// <param name="message">The message.</param>
    /// <param name="series">Geometry of the series.</param>
    public static TrackedFrame Frame(RemoteMap message, VolumeHeader series)
    {
        var cells = Cells(message.Map("cells"), message.Small("n"));
        return new TrackedFrame
        {
            Header = series with { T = message.Small("t"), ExposureEndNs = message.Whole("exposure_end_ns") },
            TimeStep = message.Small("time_step"),
            Stamps = new LatencyStamps(
                message.Whole("exposure_end_ns"),
                message.Whole("received_ns"),
                message.Whole("assembled_ns"),
                message.Whole("inferred_ns"),
                message.Whole("linked_ns"),
                message.Whole("published_ns")
            ),
            Cells = cells,
            Divisions = [],
        };
    }

    /// <summary>A division, from its own message.</summary>
    public static Division Division(RemoteMap message, IReadOnlyList<TrackedCell> cells)
    {
        var mother = message.Small("mother");
        var daughters = cells.Where(cell => cell.Parent == mother).Select(cell => cell.Track).Order().Take(2).ToArray();
        if (daughters.Length != 2)
            throw new InvalidDataException($"division of track {mother} without two daughters in its frame");
        return new Division(
            mother,
            daughters[0],
            daughters[1],
            (float)message.Number("z"),
            (float)message.Number("y"),
            (float)message.Number("x"),
            (float)message.Number("probability")
        );
    }

    /// <summary>Every track so far, from a snapshot.</summary>
    public static TrackEntry[] Tracks(RemoteMap lineage)
    {
        var tracks = lineage.Column<int>("track");
        var parents = lineage.Column<int>("parent", tracks.Length);
        var first = lineage.Column<int>("first_t", tracks.Length);
        var last = lineage.Column<int>("last_t", tracks.Length);
        return [.. tracks.Select((track, row) => new TrackEntry(track, parents[row], first[row], last[row]))];
    }

    /// <summary>The divisions of one time point, from a snapshot.</summary>
    public static Division[] DivisionsOf(RemoteMap table, int t)
    {
        var times = table.Column<int>("t");
        var mothers = table.Column<int>("mother", times.Length);
        var first = table.Column<int>("first_daughter", times.Length);
        var second = table.Column<int>("second_daughter", times.Length);
        var (z, y, x) = (
            table.Column<float>("z", times.Length),
            table.Column<float>("y", times.Length),
            table.Column<float>("x", times.Length)
        );
        var probabilities = table.Column<float>("probability", times.Length);
        return
        [
            .. Enumerable
                .Range(0, times.Length)
                .Where(row => times[row] == t)
                .Select(row => new Division(mothers[row], first[row], second[row], z[row], y[row], x[row], probabilities[row])),
        ];
    }

    /// <summary>Every division so far, from a snapshot.</summary>
    public static DivisionEntry[] Divisions(RemoteMap table, VoxelSize voxel)
    {
        var t = table.Column<int>("t");
        var mothers = table.Column<int>("mother", t.Length);
        var first = table.Column<int>("first_daughter", t.Length);
        var second = table.Column<int>("second_daughter", t.Length);
        var (z, y, x) = (table.Column<float>("z", t.Length), table.Column<float>("y", t.Length), table.Column<float>("x", t.Length));
        var probabilities = table.Column<float>("probability", t.Length);
        return
        [
            .. t.Select(
                (at, row) =>
                    new DivisionEntry(
                        at,
                        mothers[row],
                        first[row],
                        second[row],
                        SnapshotBuilder.ToMicrometres(z[row], y[row], x[row], voxel),
                        probabilities[row]
                    )
            ),
        ];
    }

    private static TrackedCell[] Cells(RemoteMap table, int rows)
    {
        if (rows < 0)
            throw new InvalidDataException($"frame of {rows} cells");
        var (track, parent) = (table.Column<int>("track", rows), table.Column<int>("parent", rows));
        var (z, y, x) = (table.Column<float>("z", rows), table.Column<float>("y", rows), table.Column<float>("x", rows));
        var (radius, score, division) = (
            table.Column<float>("radius", rows),
            table.Column<float>("score", rows),
            table.Column<float>("division", rows)
        );
        var cells = new TrackedCell[rows];
        for (var i = 0; i < rows; i++)
            cells[i] = new TrackedCell(track[i], parent[i], z[i], y[i], x[i], radius[i], score[i], division[i]);
        return cells;
    }
}
