using Cellect.Data.Regions;

namespace Cellect.Triggers.Conditions;

/// <summary>What is remembered of a track.</summary>
/// <param name="Track">Its id.</param>
/// <param name="Parent">Its mother's id, or -1.</param>
/// <param name="FirstT">Time point in which it was first seen.</param>
/// <param name="FirstTimeNs">The stream's clock then, nanoseconds.</param>
/// <param name="FirstPlace">Where it was then, µm.</param>
internal sealed record TrackMemory(int Track, int Parent, int FirstT, long FirstTimeNs, Position FirstPlace)
{
    /// <summary>0 for the cells of the first frame, of a daughter one more than of her mother; null: unknown.</summary>
    public int? Generation { get; init; }

    /// <summary>Time point in which it was last seen.</summary>
    public int LastT { get; set; }

    /// <summary>The stream's clock then, nanoseconds.</summary>
    public long LastTimeNs { get; set; }

    /// <summary>Where it was then, µm.</summary>
    public Position Place { get; set; }

    /// <summary>Its radius then, µm.</summary>
    public double RadiusMicrometres { get; set; }

    /// <summary>Volumes since then.</summary>
    public int Missed { get; set; }

    /// <summary>Ended by a division.</summary>
    public bool Divided { get; set; }
}
