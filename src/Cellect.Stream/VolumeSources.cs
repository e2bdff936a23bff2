using Cellect.Data.Hdf5;
using Cellect.Data.NdTiff;
using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Data.Zarr;
using Cellect.Stream.Simulation;
using Cellect.Stream.Simulation.Spleen;
using Cellect.Stream.Sources;
using Cellect.Stream.Sources.Following;

namespace Cellect.Stream;

/// <summary>Opens a source of volumes by the text that names it.</summary>
public static class VolumeSources
{
    /// <summary>What a source can be, for the help of every verb that takes one.</summary>
    public const string Legal =
        "a folder of 3D files (TIFF, Imaris, BigDataViewer) sorted by the number in the name that differs (t000.tif), one "
        + "multi-page TIFF (FILE?slices=N where it does not "
        + "say its axes, FILE?channel=N where it has several channels), or sim:NAME?seed=1&frames=50 with NAME embryo, "
        + "lymphnode, germinalcentre, neurons, tcells, spleen or lineage, an .ims of Imaris, an .h5 or .xml of BigDataViewer, the folder of an "
        + "OME-Zarr image (0.4, 0.5) or of an "
        + "NDTiff set, or the folder of a session that was recorded with its volumes";

    // Longer than a writer pauses within a file, short against the time between two volumes.
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(500);

    private const string Simulated = "sim:";

    /// <summary>Whether a source is made and not read: it says itself how large its voxels are.</summary>
    internal static bool IsSimulated(string source) => source.StartsWith(Simulated, StringComparison.Ordinal);

    /// <summary>Opens a source; the volumes are read only as they are asked for.</summary>
    /// <param name="source">See <see cref="Legal"/>.</param>
    /// <param name="voxel">Voxel size, µm, for files; it overrides what they say. Null takes theirs.</param>
    /// <exception cref="FormatException">The text is not a legal source.</exception>
    /// <exception cref="IOException">No such file or folder, or it cannot be read.</exception>
    /// <exception cref="InvalidDataException">The files are damaged, of a kind that cannot be a volume, or unclear; the message names
    /// them.</exception>
    public static IVolumeSource Open(string source, VoxelSize? voxel = null)
    {
        if (source.StartsWith(Simulated, StringComparison.Ordinal))
            return voxel is null
                ? OpenSimulated(source[Simulated.Length..])
                : throw new FormatException($"source '{source}' has its own voxel size; leave --voxel out");
        var text = SourceText.Parse(source);
        if (RecordedVolumes.IsIn(text.Path))
            return new RecordingSource(text.Path, voxel);
        if (Directory.Exists(text.Path) && OmeZarrImage.IsOne(text.Path))
            return new OmeZarrSource(text.Path, voxel, text.Channel);
        if (Directory.Exists(text.Path) && NdTiffIndex.FolderOf(text.Path) is not null)
            return new NdTiffSource(text.Path, voxel, text.Channel);
        if (Directory.Exists(text.Path))
            return text.Slices is null
                ? new TiffFolderSource(text.Path, voxel, text.Channel)
                : throw new FormatException($"source '{source}' is a folder, where every file is one time point; leave slices out");
        if (File.Exists(text.Path) && HdfImage.IsOne(text.Path))
            return new HdfSource(text.Path, voxel, text.Channel);
        if (File.Exists(text.Path))
            return new TiffStackSource(text.Path, voxel, text.Slices, text.Channel, text.Channels, text.Order);
        throw new FileNotFoundException($"source '{text.Path}' does not exist; a source is {Legal}");
    }

    private static IVolumeSource OpenSimulated(string spec) =>
        SpleenQuery.Names(spec) ? SpleenSource.Open(spec) : SimulatedVolumeSource.Open(spec);

    /// <summary>Follows files that are still being written; waits for the first volume.</summary>
    /// <param name="source">A folder that gets a numbered file for each time point, or the folder of an NDTiff set; with
    /// <c>?channel=N</c> where there are several.</param>
    /// <param name="voxel">Voxel size, µm; it overrides what the files say. Null takes theirs.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="FormatException">The text is not such a source.</exception>
    /// <exception cref="IOException">No such folder.</exception>
    /// <exception cref="InvalidDataException">What is there cannot be a series.</exception>
    /// <exception cref="OperationCanceledException">Given up.</exception>
    public static IVolumeSource Follow(string source, VoxelSize? voxel, TimeProvider time, CancellationToken cancel)
    {
        var text = SourceText.Parse(source);
        if (!Directory.Exists(text.Path))
            throw new DirectoryNotFoundException(
                $"'{text.Path}' is no folder; followed are folders that get a file a time point, and NDTiff sets"
            );
        if (text.Slices is not null || text.Channels is not null || text.Order is not null)
            throw new FormatException($"source '{source}': of a folder that is followed only channel=N can be chosen");
        IGrowing growing = NdTiffIndex.FolderOf(text.Path) is null
            ? new GrowingFolder(text.Path, text.Channel, Settle, time)
            : new GrowingNdTiff(new NdTiffSet(text.Path), text.Channel);
        return new FollowedSource(growing, new FolderWatch(text.Path, Settle), voxel, cancel);
    }
}
