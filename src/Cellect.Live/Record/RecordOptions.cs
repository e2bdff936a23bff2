using System.ComponentModel.DataAnnotations;
using Cellect.Data.Exchange.Formats;
using Cellect.Data.Zarr;

namespace Cellect.Live.Record;

/// <summary>What is recorded and where; section <c>Record</c> of appsettings.json.</summary>
internal sealed class RecordOptions : IValidatableObject
{
    /// <summary>Folder of the results, made if it is not there. One that holds a recording gets a sub-folder for each further
    /// series.</summary>
    /// <value>Default empty: nothing is recorded.</value>
    public string Directory { get; init; } = "";

    /// <summary>Whether label masks are written for every frame (01_RES). Tables are written in any case.</summary>
    /// <value>Default true.</value>
    public bool Masks { get; init; } = true;

    /// <summary>Where a cell's mask ends: share of the way from the light around the cell up to its own. Smaller: larger masks.</summary>
    /// <value>0 to 1; default 0.3.</value>
    [Range(0.0, 1.0)]
    public double MaskLevel { get; init; } = 0.3;

    /// <summary>Free space below which recording does not start, and warns while it runs.</summary>
    /// <value>0 to 10,000,000 megabytes; default 500.</value>
    [Range(0, 10_000_000)]
    public int MinimumFreeMegabytes { get; init; } = 500;

    /// <summary>Formats in which the tracks are written for other programs when a series ends, in <c>exports</c> of its folder; labels go
    /// into the stored volumes where there are some.</summary>
    /// <value>Default none; any of <c>Geff</c>, <c>TrackMate</c>, <c>Ctc</c>, <c>OmeZarrLabels</c>, <c>Napari</c> and <c>Csv</c>.</value>
    public TrackFormat[] Exports { get; init; } = [];

    /// <summary>Which volumes are kept beside the tracks.</summary>
    /// <value><c>Off</c> (default), <c>Ring</c>: those around divisions and firings, or <c>All</c>.</value>
    [EnumDataType(typeof(VolumeMode))]
    public VolumeMode Volumes { get; init; } = VolumeMode.Off;

    /// <summary>How volumes are packed.</summary>
    /// <value><c>None</c> (default, as fast as the disk), <c>Zlib</c> or <c>Zstd</c>.</value>
    [EnumDataType(typeof(ChunkCompression))]
    public ChunkCompression VolumeCompression { get; init; } = ChunkCompression.None;

    /// <summary>What one chunk file holds.</summary>
    /// <value><c>Volume</c> (default) or <c>Plane</c>.</value>
    [EnumDataType(typeof(ChunkExtent))]
    public ChunkExtent VolumeChunks { get; init; } = ChunkExtent.Volume;

    /// <summary>Levels of the stored image, for viewers: each further one is half as wide and high as the one before. Nothing is
    /// replayed or tracked from them.</summary>
    /// <value>1 (default: the volumes alone) to 8; all further ones together take a third more bytes.</value>
    [Range(1, 8)]
    public int VolumeLevels { get; init; } = 1;

    /// <summary>Most megabytes of volumes that wait for the disk; beyond that volumes are not kept, which is announced.</summary>
    /// <value>1 to 1,000,000; default 512.</value>
    [Range(1, 1_000_000)]
    public int VolumeQueueMegabytes { get; init; } = 512;

    /// <summary>Ring: time points written from before a division or firing.</summary>
    /// <value>0 to 10,000; default 10.</value>
    [Range(0, 10_000)]
    public int RingBefore { get; init; } = 10;

    /// <summary>Ring: time points written from after it.</summary>
    /// <value>0 to 10,000; default 5.</value>
    [Range(0, 10_000)]
    public int RingAfter { get; init; } = 5;

    /// <summary>Ring: most megabytes of volumes kept in memory.</summary>
    /// <value>1 to 1,000,000; default 1,024.</value>
    [Range(1, 1_000_000)]
    public int RingMegabytes { get; init; } = 1024;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Volumes != VolumeMode.Off && Directory.Length == 0)
            yield return new ValidationResult(
                $"Volumes is {Volumes}, but nothing is recorded; set Record:Directory to a folder, or Volumes to Off.",
                [nameof(Volumes)]
            );
        if (Exports.Length > 0 && Directory.Length == 0)
            yield return new ValidationResult(
                "Exports names formats, but nothing is recorded; set Record:Directory to a folder.",
                [nameof(Exports)]
            );
        foreach (var format in Exports)
            if (!Enum.IsDefined(format))
                yield return new ValidationResult(
                    $"Exports has {format}; legal are {string.Join(", ", Enum.GetNames<TrackFormat>())}.",
                    [nameof(Exports)]
                );
    }
}
