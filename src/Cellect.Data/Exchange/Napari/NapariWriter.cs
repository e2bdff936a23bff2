using System.Globalization;
using System.Text.Json.Nodes;
using Cellect.Data.Csv;
using Cellect.Data.Recordings;

namespace Cellect.Data.Exchange.Napari;

/// <summary>
/// Writes what napari's layer of tracks is made of: <c>tracks.npy</c> (track_id, t, z, y, x in voxels, by track and time),
/// <c>graph.json</c> (daughter to mother), <c>properties.csv</c> (a row a row of the array).
/// </summary>
internal static class NapariWriter
{
    private const int Columns = 5;

    /// <summary>Writes the folder.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, TrackSet tracks)
    {
        Directory.CreateDirectory(path);
        var rows = tracks.Rows.OrderBy(row => row.Cell.Track).ThenBy(row => row.T).ToArray();
        var values = new double[rows.Length * Columns];
        for (var i = 0; i < rows.Length; i++)
        {
            var (t, cell) = rows[i];
            double[] row = [cell.Track, t, cell.Z, cell.Y, cell.X];
            row.CopyTo(values.AsSpan(i * Columns));
        }

        NpyFile.Write(Path.Combine(path, "tracks.npy"), values, Columns);
        WriteGraph(Path.Combine(path, "graph.json"), rows);
        WriteProperties(Path.Combine(path, "properties.csv"), rows);
        ProvenanceFile.Write(path, tracks);
    }

    private static void WriteGraph(string path, TrackRow[] rows)
    {
        var present = rows.Select(row => row.Cell.Track).ToHashSet();
        var graph = new JsonObject();
        foreach (var cell in rows.Select(row => row.Cell).DistinctBy(cell => cell.Track).Where(cell => present.Contains(cell.Parent)))
            graph[cell.Track.ToString(CultureInfo.InvariantCulture)] = new JsonArray(cell.Parent);
        File.WriteAllText(path, graph.ToJsonString());
    }

    private static void WriteProperties(string path, TrackRow[] rows)
    {
        var csv = new CsvLine();
        csv.AddWord("track_id").AddWord("parent").AddWord("radius").AddWord("score").AddWord("division").AddWord("link").EndLine();
        foreach (var (_, cell) in rows)
            csv.Add(cell.Track).Add(cell.Parent).Add(cell.Radius).Add(cell.Score).Add(cell.Division).Add(cell.Link).EndLine();
        File.WriteAllBytes(path, csv.Written.ToArray());
    }
}
