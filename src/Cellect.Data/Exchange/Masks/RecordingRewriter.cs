using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cellect.Data.Csv;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;

namespace Cellect.Data.Exchange.Masks;

/// <summary>Writes a recording anew with other tracks, frame by frame: tables, masks where the recording has some, session file.</summary>
internal static class RecordingRewriter
{
    /// <summary>Writes the folder; the recording stays as it is.</summary>
    /// <param name="recording">Folder of the recording.</param>
    /// <param name="directory">Folder to write; must hold no recording.</param>
    /// <param name="change">Given the time point and the cells of a frame, without divisions that were
    /// withdrawn, gives those to be written.</param>
    /// <param name="told">What <c>session.json</c> tells of it, under the key <c>finished</c>.</param>
    /// <param name="population">Channel of the population; null where there is only one. Others are left out.</param>
    /// <exception cref="IOException">The folder holds a recording, or cannot be written.</exception>
    /// <exception cref="InvalidDataException">The recording's tables contradict each other.</exception>
    public static void Write(
        string recording,
        string directory,
        Func<int, IReadOnlyList<TrackedCell>, IReadOnlyList<TrackedCell>> change,
        JsonObject told,
        int? population = null
    )
    {
        CheckFree(directory);
        Directory.CreateDirectory(directory);
        var reader = RecordingReader.OfOne(recording, population);
        using var masks = RewrittenMasks.Open(recording, directory, population);
        using var tracks = Table(directory, TrackTable.FileName, TrackTable.Header);
        using var frames = Table(directory, FrameTable.FileName, FrameTable.Header);
        var (csv, known, divisions, cellCount) = (new CsvLine(), new HashSet<int>(), 0L, 0L);
        foreach (var (row, before) in reader.ReadConfirmed())
        {
            var cells = change(row.T, before);
            csv.Clear();
            foreach (var cell in cells)
                TrackTable.Append(csv, row.T, cell, row.Population);
            tracks.Write(csv.Written);
            tracks.Flush();
            masks?.Write(row.T, cells);
            var born = Divisions(cells, known);
            csv.Clear();
            FrameTable.Append(csv, row with { Cells = cells.Count, Divisions = born, TrackBytes = tracks.Position });
            frames.Write(csv.Written);
            (divisions, cellCount) = (divisions + born, cellCount + cells.Count);
        }

        masks?.Finish();
        var session = SessionFile.Read(recording) ?? [];
        (session["cells"], session["tracks"], session["divisions"]) = (cellCount, known.Count, divisions);
        session["masks"] = masks is not null;
        session["finished"] = told;
        if (reader.Populations.FirstOrDefault(other => other.Channel == population) is { } only)
        {
            session["channel"] = only.Channel;
            session["populations"] = JsonSerializer.SerializeToNode<Population[]>([only], SessionFile.Json);
        }

        File.WriteAllBytes(Path.Combine(directory, SessionFile.FileName), JsonSerializer.SerializeToUtf8Bytes(session, SessionFile.Json));
    }

    /// <summary>Whether a folder may be written.</summary>
    /// <exception cref="IOException">It holds a recording.</exception>
    public static void CheckFree(string directory)
    {
        if (File.Exists(Path.Combine(directory, FrameTable.FileName)))
            throw new IOException($"'{directory}' holds a recording already; delete it or name another folder");
    }

    private static FileStream Table(string directory, string name, string header)
    {
        var file = File.Create(Path.Combine(directory, name));
        file.Write(Encoding.ASCII.GetBytes(header + "\n"));
        return file;
    }

    /// <summary>Mothers of two tracks that are first seen in a frame.</summary>
    private static int Divisions(IReadOnlyList<TrackedCell> cells, HashSet<int> known)
    {
        var (mothers, divisions) = (new HashSet<int>(), 0);
        foreach (var cell in cells)
            if (known.Add(cell.Track) && cell.Parent >= 0 && !mothers.Add(cell.Parent))
                divisions++;
        return divisions;
    }
}
