using Cellect.Data.Regions;

namespace Cellect.Triggers.Conditions;

/// <summary>What is remembered of a track.</summary>
/// <param name="Track">Its id.</param>
/// <param name="Parent">Its mother's id, or -1.</param>
/// <param name="FirstT">Time point in which it was first seen.</param>
internal sealed record TrackMemory(int Track, int Parent, int FirstT)
{
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
