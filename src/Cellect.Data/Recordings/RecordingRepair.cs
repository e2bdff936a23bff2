namespace Cellect.Data.Recordings;

/// <summary>Brings an interrupted recording back to its last frame recorded whole, so that all its files agree.</summary>
internal static class RecordingRepair
{
    /// <summary>
    /// Cuts what follows the last whole frame off all tables, removes masks that come after it, and makes
    /// <c>res_track.txt</c> anew from <c>tracks.csv</c>. A sound recording is left as it is.
    /// </summary>
    /// <param name="directory">Folder of the recording; nobody may be writing to it.</param>
    /// <param name="masks">Whether the recording has, or is to have, masks.</param>
    /// <returns>The recording as it now is, and the labels of each population's masks.</returns>
    public static (RecordingReader Recording, IReadOnlyDictionary<int, CtcLabels> Labels) Repair(string directory, bool masks)
    {
        var recording = new RecordingReader(directory);
        Cut(Path.Combine(directory, FrameTable.FileName), recording.Frames.Count == 0 ? 0 : recording.FrameBytes);
        Cut(Path.Combine(directory, TrackTable.FileName), recording.TrackBytes);
        foreach (var table in EventTables.All)
            EventTable.Repair(Path.Combine(directory, table.FileName), recording.IsWhole, recording.FirstPopulation);
        var labels = Relabel(recording);
        for (var place = 0; masks && place < recording.Populations.Count; place++)
            if (recording.Populations[place].Channel is var population)
                new MaskFolder(directory, place).Open(
                    recording.LastOf(population),
                    labels.GetValueOrDefault(population) ?? new CtcLabels()
                );
        return (recording, labels);
    }

    /// <summary>Cuts a torn row off <c>volumes.csv</c> and removes chunks that were being written.</summary>
    /// <param name="directory">Folder of the recording; nobody may be writing to it.</param>
    public static void RepairVolumes(string directory)
    {
        var table = Path.Combine(directory, VolumeTable.FileName);
        if (!File.Exists(table))
            return;
        Cut(table, VolumeTable.Read(directory, "").Bytes);
        foreach (var image in Directory.EnumerateDirectories(directory, "volumes*.ome.zarr"))
        foreach (var unfinished in Directory.EnumerateFiles(image, "*.part", SearchOption.AllDirectories))
            File.Delete(unfinished);
    }

    private static Dictionary<int, CtcLabels> Relabel(RecordingReader recording)
    {
        var labels = new Dictionary<int, CtcLabels>();
        var ofCells = Array.Empty<int>();
        foreach (var frame in recording.Read())
        {
            if (ofCells.Length < frame.Cells.Count)
                ofCells = new int[2 * frame.Cells.Count];
            if (!labels.TryGetValue(frame.Row.Population, out var own))
                labels[frame.Row.Population] = own = new CtcLabels();
            own.Label(frame.Row.T, frame.Cells, ofCells);
        }

        return labels;
    }

    private static void Cut(string path, long length)
    {
        if (!File.Exists(path))
            return;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        if (file.Length > length)
            file.SetLength(length);
    }
}
