using Cellect.Data.Csv;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;

namespace Cellect.Data.Exchange.Masks;

/// <summary>Writes a result of the Cell Tracking Challenge: <c>01_RES</c> in a folder, as a recording has it.</summary>
internal static class CtcWriter
{
    /// <summary>Writes masks, then the track file.</summary>
    /// <exception cref="InvalidInputException">16 bits do not hold the labels.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, TrackSet tracks)
    {
        CheckLabels(path, tracks);
        Directory.CreateDirectory(path);
        using var masks = new TrackMasks(tracks);
        var (folder, labels, previous) = (new MaskFolder(path), new CtcLabels(), -1);
        folder.Open(last: -1, labels);
        var written = new ushort[masks.Shape.Voxels];
        while (masks.TryNext(out var frame, out var cells))
        {
            var mask = masks.Draw(frame.T, cells);
            var ofCells = new int[cells.Count + 1];
            labels.Label(frame.T, cells, ofCells.AsSpan(1));
            for (var voxel = 0; voxel < written.Length; voxel++)
                written[voxel] = (ushort)ofCells[mask[voxel]];
            folder.Write(previous, frame, written);
            previous = frame.T;
        }

        folder.WriteTracks(labels);
    }

    private static void CheckLabels(string path, TrackSet tracks)
    {
        var labels = new CtcLabels();
        foreach (var frame in tracks.Rows.GroupBy(row => row.T))
        {
            TrackedCell[] cells = [.. frame.Select(row => row.Cell)];
            labels.Label(frame.Key, cells, new int[cells.Length]);
        }

        if (labels.CellsWithoutLabel > 0)
            throw new InvalidInputException(
                $"{path}: the tracks need more labels than the {CtcLabels.MaxLabel} that a 16-bit mask of this format holds "
                    + $"({labels.CellsWithoutLabel} cells would be left out); write ome-zarr-labels, which has 32 bits, or geff"
            );
    }
}
