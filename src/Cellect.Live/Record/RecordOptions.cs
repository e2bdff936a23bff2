using System.ComponentModel.DataAnnotations;

namespace Cellect.Live.Record;

/// <summary>What is recorded and where; section <c>Record</c> of appsettings.json.</summary>
internal sealed class RecordOptions
{
    /// <summary>Folder of the results, made if it is not there. One that holds a recording gets a sub-folder for each further series.</summary>
    /// <value>Default empty: nothing is recorded.</value>
    public string Directory { get; init; } = "";

    /// <summary>Whether label masks are written for every frame (01_RES). Tables are written in any case.</summary>
    /// <value>Default true.</value>
    public bool Masks { get; init; } = true;

    /// <summary>Probability from which a voxel within a cell's radius belongs to its mask.</summary>
    /// <value>0 to 1; default 0.5.</value>
    [Range(0.0, 1.0)]
    public double MaskForegroundProbability { get; init; } = 0.5;

    /// <summary>Free space below which recording does not start, and warns while it runs.</summary>
    /// <value>0 to 10,000,000 megabytes; default 500.</value>
    [Range(0, 10_000_000)]
    public int MinimumFreeMegabytes { get; init; } = 500;
}
