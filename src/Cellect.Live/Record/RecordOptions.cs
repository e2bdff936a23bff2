using System.ComponentModel.DataAnnotations;

namespace Cellect.Live.Record;

/// <summary>What is recorded and where; section <c>Record</c> of appsettings.json.</summary>
internal sealed class RecordOptions
{
    /// <summary>
    /// Folder of the results, made if it is not there; empty (default): nothing is recorded. A folder that holds a recording
    /// already gets a sub-folder for each further series.
    /// </summary>
    public string Directory { get; init; } = "";

    /// <summary>Whether label masks are written for every frame (01_RES); default true. Tables are written in any case.</summary>
    public bool Masks { get; init; } = true;

    /// <summary>Probability from which a voxel within a cell's radius belongs to its mask, 0 to 1; default 0.5.</summary>
    [Range(0.0, 1.0)]
    public double MaskForegroundProbability { get; init; } = 0.5;

    /// <summary>Free space in megabytes below which recording does not start, and warns while it runs: 0 to 10,000,000; default
    /// 500.</summary>
    [Range(0, 10_000_000)]
    public int MinimumFreeMegabytes { get; init; } = 500;
}
