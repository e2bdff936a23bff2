using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Dashboard.Documents;

/// <summary>How a series is doing.</summary>
internal sealed record SeriesFacts
{
    /// <summary>Header of its first volume; null before the first series.</summary>
    public VolumeHeader? Header { get; init; }

    /// <summary>The populations that are tracked; empty where nobody tells.</summary>
    public IReadOnlyList<Population> Populations { get; init; } = [];

    /// <summary>Series since start, this one counted.</summary>
    public int Run { get; init; }

    /// <summary>True between its beginning and its end.</summary>
    public bool Active { get; init; }

    /// <summary>Why it ended, as in <see cref="SeriesSummary.Reason"/>; empty while it runs.</summary>
    public string Ended { get; init; } = "";

    /// <summary>The newest frame; null before the first.</summary>
    public TrackedFrame? Newest { get; init; }

    /// <summary>When it came, in the clock's timestamps.</summary>
    public long At { get; init; }

    /// <summary>Tracks so far: their ids are given in turn.</summary>
    public int Tracks { get; init; }

    /// <summary>Divisions so far that were confirmed or withdrawn.</summary>
    public int Outcomes { get; init; }

    /// <summary>Divisions so far.</summary>
    public int Divisions { get; init; }
}
