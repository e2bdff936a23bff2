using Cellect.Data.Regions;
using Cellect.Data.Tracks;

namespace Cellect.Triggers.Conditions;

/// <summary>One frame as conditions see it; a function of the tracked frames so far and of nothing else.</summary>
internal sealed class FrameFacts
{
    /// <summary>The acquisition run.</summary>
    public required string Series { get; init; }

    /// <summary>Channel whose cells these are; a time point has a frame for each that is tracked.</summary>
    public required int Population { get; init; }

    /// <summary>The first channel that is tracked: what rules mean that name none.</summary>
    public required int FirstPopulation { get; init; }

    /// <summary>Time point.</summary>
    public required int T { get; init; }

    /// <summary>Volumes of the channel in the series before this one.</summary>
    public required int Volume { get; init; }

    /// <summary>The stream's clock, nanoseconds.</summary>
    public required long TimeNs { get; init; }

    /// <summary>True when volumes are missing between this frame and the one before.</summary>
    public required bool AfterGap { get; init; }

    /// <summary>From end of exposure to linked, seconds: what staleness is judged by.</summary>
    public required double AgeSeconds { get; init; }

    /// <summary>The cells, in the order of their tracks.</summary>
    public required IReadOnlyList<CellFacts> Cells { get; init; }

    /// <summary>The divisions, in the order of their first daughters.</summary>
    public required IReadOnlyList<Division> Divisions { get; init; }

    /// <summary>What has become of divisions that were told as likely, in the order of their first daughters.</summary>
    public required IReadOnlyList<DivisionOutcome> Outcomes { get; init; }

    /// <summary>ΔF/F0 of cells, by track; empty where no rule needs it.</summary>
    public required IReadOnlyDictionary<int, double> Brightness { get; init; }

    /// <summary>Every track of the population that is or lately was there.</summary>
    public required TrackHistories Tracks { get; init; }

    /// <summary>Extent of the whole volume, µm³.</summary>
    public required double CubicMicrometres { get; init; }

    /// <summary>µm of a place given in voxels.</summary>
    public required Func<float, float, float, Position> Micrometres { get; init; }
}
