using Cellect.Data.Csv;
using Cellect.Data.Edits;
using Cellect.Data.Exchange.Geff;
using Cellect.Data.Exchange.Masks;
using Cellect.Data.Exchange.Napari;
using Cellect.Data.Exchange.Tables;
using Cellect.Data.Exchange.TrackMate;
using Cellect.Data.Recordings;
using Cellect.Data.Volumes;

namespace Cellect.Data.Exchange.Formats;

/// <summary>Every format of tracks: by which name it goes, what writes it and what reads it.</summary>
internal static class TrackFormats
{
    private static readonly Dictionary<string, TrackFormat> Names = new()
    {
        ["geff"] = TrackFormat.Geff,
        ["trackmate"] = TrackFormat.TrackMate,
        ["ctc"] = TrackFormat.Ctc,
        ["ome-zarr-labels"] = TrackFormat.OmeZarrLabels,
        ["napari"] = TrackFormat.Napari,
        ["csv"] = TrackFormat.Csv,
    };

    /// <summary>The names, for people.</summary>
    public static string Legal { get; } = string.Join(", ", Names.Keys);

    /// <summary>What can be read, for people.</summary>
    public const string Readable = "a recording, a GEFF, an XML of TrackMate, a folder of the Cell Tracking Challenge or a CSV table";

    /// <summary>The format of a name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static TrackFormat Parse(string name) =>
        Names.TryGetValue(name, out var format) ? format : throw new FormatException($"format '{name}' is not one of {Legal}");

    /// <summary>Writes tracks.</summary>
    /// <param name="tracks">The tracks.</param>
    /// <param name="format">How.</param>
    /// <param name="path">File or folder; nothing may be there yet, but the image that labels go into.</param>
    /// <param name="order">Order of the axes of space; of GEFF alone.</param>
    /// <exception cref="IOException">Something is there already, or it cannot be written.</exception>
    /// <exception cref="InvalidInputException">The format cannot hold these tracks; the message names one that can.</exception>
    public static void Write(TrackSet tracks, TrackFormat format, string path, SpaceOrder order = SpaceOrder.Zyx)
    {
        var target = format == TrackFormat.OmeZarrLabels ? LabelsWriter.Folder(path) : path;
        if (Path.Exists(target))
            throw new IOException($"'{target}' is there already; delete it or name another path");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } parent)
            Directory.CreateDirectory(parent);
        switch (format)
        {
            case TrackFormat.Geff:
                GeffWriter.Write(path, tracks, order);
                break;
            case TrackFormat.TrackMate:
                TrackMateWriter.Write(path, tracks);
                break;
            case TrackFormat.Ctc:
                CtcWriter.Write(path, tracks);
                ProvenanceFile.Write(path, tracks);
                break;
            case TrackFormat.OmeZarrLabels:
                LabelsWriter.Write(path, tracks);
                break;
            case TrackFormat.Napari:
                NapariWriter.Write(path, tracks);
                break;
            default:
                TrackCsvWriter.Write(path, tracks);
                break;
        }
    }

    /// <summary>Reads tracks of any readable format, which is told by what is there.</summary>
    /// <param name="path">File or folder.</param>
    /// <param name="voxel">Extent of a voxel, where the file does not say it.</param>
    /// <exception cref="InvalidInputException">Nothing that is read here, or damaged.</exception>
    /// <exception cref="InvalidDataException">Damaged.</exception>
    public static TrackSet Read(string path, VoxelSize? voxel = null)
    {
        if (File.Exists(Path.Combine(path, FrameTable.FileName)))
            return EditedTracks.Read(path);
        if (GeffReader.IsOne(path))
            return GeffReader.Read(path, voxel);
        if (CtcReader.Find(path) is not null)
            return CtcReader.Read(path, voxel);
        if (File.Exists(path))
            return Path.GetExtension(path).Equals(".xml", StringComparison.OrdinalIgnoreCase)
                ? TrackMateReader.Read(path, voxel)
                : TrackCsvReader.Read(path, voxel);
        throw new InvalidInputException($"'{path}' is not {Readable}");
    }
}
