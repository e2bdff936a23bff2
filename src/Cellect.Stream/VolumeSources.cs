using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Data.Zarr;
using Cellect.Stream.Simulation;
using Cellect.Stream.Sources;

namespace Cellect.Stream;

/// <summary>Opens a source of volumes by the text that names it.</summary>
public static class VolumeSources
{
    /// <summary>What a source can be, for the help of every verb that takes one.</summary>
    public const string Legal =
        "a folder of 3D TIFFs sorted by the last number in the name (t000.tif), one multi-page TIFF (FILE?slices=N where it does not "
        + "say its axes, FILE?channel=N where it has several channels), or sim:NAME?seed=1&frames=50 with NAME embryo, "
        + "lymphnode or lineage, the folder of an OME-Zarr image (0.4, 0.5), or the folder of a session that was recorded with its volumes";

    private const string Simulated = "sim:";

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
                ? SimulatedVolumeSource.Open(source[Simulated.Length..])
                : throw new FormatException($"source '{source}' has its own voxel size; leave --voxel out");
        var text = SourceText.Parse(source);
        if (RecordedVolumes.IsIn(text.Path))
            return new RecordingSource(text.Path, voxel);
        if (Directory.Exists(text.Path) && OmeZarrImage.IsOne(text.Path))
            return new OmeZarrSource(text.Path, voxel, text.Channel);
        if (Directory.Exists(text.Path))
            return text.Slices is null
                ? new TiffFolderSource(text.Path, voxel, text.Channel)
                : throw new FormatException($"source '{source}' is a folder, where every file is one time point; leave slices out");
        if (File.Exists(text.Path))
            return new TiffStackSource(text.Path, voxel, text.Slices, text.Channel, text.Channels, text.Order);
        throw new FileNotFoundException($"source '{text.Path}' does not exist; a source is {Legal}");
    }
}
