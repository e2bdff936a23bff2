using System.Text.Json.Nodes;
using Cellect.Data.Tracks;
using Cellect.Data.Zarr;

namespace Cellect.Data.Exchange.Geff;

/// <summary>
/// Writes a GEFF (Graph Exchange File Format) of version 1.2 as Zarr 2, which Java and Python read. Places are in micrometres, 64 bits, so
/// that voxels come back as they were. A node is a row of the table, its id the number of the row.
/// </summary>
internal static class GeffWriter
{
    private const string Micrometre = "micrometer";

    /// <summary>Writes the folder; <c>.zattrs</c>, by which readers know it, comes last.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, TrackSet tracks, SpaceOrder order)
    {
        var origins = TrackEdges.Origins(tracks.Rows);
        ZarrColumn.Group(path);
        ZarrColumn.Group(path, "nodes");
        var nodes = new GeffProperties(ZarrColumn.Group(path, "nodes", "props"));
        ZarrColumn.Write<ulong>(Path.Combine(path, "nodes", "ids"), Ids(tracks.Rows.Count));
        var ranges = WritePlaces(nodes, tracks);
        WriteCells(nodes, tracks);
        nodes.Add<int>("tracklet_id", TrackEdges.Tracklets(origins));
        nodes.Add<int>("lineage_id", TrackEdges.Lineages(origins));

        ZarrColumn.Group(path, "edges");
        var edges = new GeffProperties(ZarrColumn.Group(path, "edges", "props"));
        var targets = Enumerable.Range(0, origins.Length).Where(row => origins[row] != TrackEdges.None).ToArray();
        ZarrColumn.Write<ulong>(Path.Combine(path, "edges", "ids"), Ends(targets, origins), columns: 2);
        edges.Add<float>("score", Array.ConvertAll(targets, row => Finite(tracks.Rows[row].Cell.Link)));

        var attributes = new JsonObject { ["geff"] = GeffMetadata.Of(tracks, order, nodes.All, edges.All, ranges) };
        File.WriteAllText(Path.Combine(path, ".zattrs"), attributes.ToJsonString());
    }

    private static Dictionary<string, (double Min, double Max)> WritePlaces(GeffProperties nodes, TrackSet tracks)
    {
        var ranges = new Dictionary<string, (double, double)>();
        var times = tracks.Rows.Select(row => row.T).ToArray();
        nodes.Add<int>("t", times);
        if (times.Length > 0)
            ranges["t"] = (times.Min(), times.Max());
        Place("z", cell => cell.Z * tracks.Voxel.Z);
        Place("y", cell => cell.Y * tracks.Voxel.Y);
        Place("x", cell => cell.X * tracks.Voxel.X);
        return ranges;

        void Place(string name, Func<TrackedCell, double> place)
        {
            var values = tracks.Rows.Select(row => place(row.Cell)).ToArray();
            nodes.Add<double>(name, values, Micrometre);
            if (values.Length > 0)
                ranges[name] = (values.Min(), values.Max());
        }
    }

    private static void WriteCells(GeffProperties nodes, TrackSet tracks)
    {
        nodes.Add<double>("radius", tracks.Rows.Select(row => Finite(row.Cell.Radius) * tracks.Voxel.X).ToArray(), Micrometre);
        nodes.Add<int>("track_id", tracks.Rows.Select(row => row.Cell.Track).ToArray());
        nodes.Add<float>("score", tracks.Rows.Select(row => Finite(row.Cell.Score)).ToArray());
        nodes.Add<float>("division", tracks.Rows.Select(row => Finite(row.Cell.Division)).ToArray());
        nodes.Add<float>("link", tracks.Rows.Select(row => Finite(row.Cell.Link)).ToArray());
    }

    private static ulong[] Ids(int count)
    {
        var ids = new ulong[count];
        for (var i = 0; i < count; i++)
            ids[i] = (ulong)i;
        return ids;
    }

    private static ulong[] Ends(int[] targets, int[] origins)
    {
        var ends = new ulong[2 * targets.Length];
        for (var i = 0; i < targets.Length; i++)
            (ends[2 * i], ends[2 * i + 1]) = ((ulong)origins[targets[i]], (ulong)targets[i]);
        return ends;
    }

    // Readers in Java pass over the mark of a missing value and read what stands there.
    private static float Finite(float value) => float.IsFinite(value) ? value : 0;
}
