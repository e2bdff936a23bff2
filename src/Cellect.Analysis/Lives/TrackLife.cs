using Cellect.Analysis.Motility;
using Cellect.Data.Regions;

namespace Cellect.Analysis.Lives;

/// <summary>What is remembered of a track while it may go on.</summary>
internal sealed class TrackLife
{
    /// <summary>Track id.</summary>
    public required int Track { get; init; }

    /// <summary>Track id of the mother, or -1.</summary>
    public required int Parent { get; init; }

    /// <summary>First time point.</summary>
    public required int FirstT { get; init; }

    /// <summary>Generation: 0 for the cells of the first frame, a daughter's is its mother's and one; null where the track, or one that it
    /// descends from, appeared from nowhere.</summary>
    public int? Generation { get; init; }

    /// <summary>When a division made it, seconds of the stream's clock; null where none was seen.</summary>
    public double? BornSeconds { get; init; }

    /// <summary>How it moves.</summary>
    public required TrackMotility Motility { get; init; }

    /// <summary>Newest time point at which it was seen.</summary>
    public int LastT { get; set; }

    /// <summary>The same, seconds.</summary>
    public double LastSeconds { get; set; }

    /// <summary>Where it was then, µm.</summary>
    public Position Place { get; set; }

    /// <summary>Its radius then, µm.</summary>
    public double RadiusMicrometres { get; set; }

    /// <summary>Frames since then; 0: it is in the newest.</summary>
    public int Missed { get; set; }
}
