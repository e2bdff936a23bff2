using System.ComponentModel.DataAnnotations;
using Cellect.Analysis.Traces;

namespace Cellect.Analysis.Biology;

/// <summary>What is made of the tracks while they come; section <c>Analysis</c> of appsettings.json. docs/analysis.md.</summary>
internal sealed class AnalysisOptions
{
    /// <summary>Whether tracks are analysed while they come: tables beside tracks.csv, and messages.</summary>
    /// <value>Default true.</value>
    public bool Enabled { get; init; } = true;

    /// <summary>File of the regions whose cells are counted, sought from the working directory when a series begins; there need not be
    /// one.</summary>
    /// <value>Default <c>regions.json</c>, the file that the overlay writes and triggers read.</value>
    [Required]
    public string RegionsFile { get; init; } = "regions.json";

    /// <summary>Time between two time points where the stream tells no time, as in files.</summary>
    /// <value>0.001 to 86,400 s; default 60 s. <c>track</c> takes what its source tells.</value>
    [Range(0.001, 86_400.0)]
    public double AssumedIntervalSeconds { get; init; } = 60;

    /// <summary>Below this speed a cell is arrested.</summary>
    /// <value>0 to 10,000 µm/min; default 2.</value>
    [Range(0.0, 10_000.0)]
    public double ArrestMicrometresPerMinute { get; init; } = 2;

    /// <summary>A highly migratory cell is followed for longer than this.</summary>
    /// <value>0 to 100,000 min; default 60, as in the paper.</value>
    [Range(0.0, 100_000.0)]
    public double MigratoryMinutes { get; init; } = 60;

    /// <summary>And comes further than this from where it was first seen.</summary>
    /// <value>0 to 1,000,000 µm; default 50, as in the paper.</value>
    [Range(0.0, 1_000_000.0)]
    public double MigratoryMicrometres { get; init; } = 50;

    /// <summary>Whether the brightness of each cell in the tracked channel is read from every volume, for <c>traces.csv</c>.</summary>
    /// <value>Default false: the table is as long as tracks.csv.</value>
    public bool Traces { get; init; }

    /// <summary>A cell's brightness is the mean within so many radii of its centre.</summary>
    /// <value>0.05 to 5; default 0.7.</value>
    [Range(0.05, 5.0)]
    public double TraceRadii { get; init; } = 0.7;

    /// <summary>Whether the median of the shell around the cell is taken off first.</summary>
    /// <value>Default true.</value>
    public bool SubtractBackground { get; init; } = true;

    /// <summary>The baseline F0 is the 10th percentile of so many of the cell's newest values.</summary>
    /// <value>1 to 100,000; default 300.</value>
    [Range(1, 100_000)]
    public int BaselineFrames { get; init; } = 300;

    /// <summary>Two cells of different populations touch when their surfaces are at most so far apart.</summary>
    /// <value>0 to 1,000 µm; default 1.</value>
    [Range(0.0, 1000.0)]
    public double ContactMicrometres { get; init; } = 1;

    /// <summary>And it has held for so many time points in which both were seen.</summary>
    /// <value>1 to 1,000; default 2.</value>
    [Range(1, 1000)]
    public int ContactFrames { get; init; } = 2;

    /// <summary>A cell is engulfed when its centre has lain inside a larger one for so many time points, and the two have moved
    /// together.</summary>
    /// <value>1 to 1,000; default 3.</value>
    [Range(1, 1000)]
    public int EngulfedFrames { get; init; } = 3;

    /// <summary>How the signal of a cell is read.</summary>
    public TraceOptions ForTraces() => new(TraceRadii, SubtractBackground, BaselineFrames);
}
