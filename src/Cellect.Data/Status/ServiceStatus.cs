using Cellect.Data.Tracks;

namespace Cellect.Data.Status;

/// <summary>What only the pipeline knows of how it is doing; asked for once per status message, on the publisher's thread.</summary>
/// <param name="VolumesIn">Volumes of the tracked channel that ingest has handed over since start.</param>
/// <param name="VolumesOut">Volumes tracked since start.</param>
/// <param name="Ledger">Time points of the current series by state, of several populations all together, as in
/// <see cref="Tracks.SeriesSummary.Ledger"/>.</param>
/// <param name="Alerts">What a person at the microscope must know now, a sentence each; empty when all is well.</param>
internal sealed record ServiceStatus(
    long VolumesIn,
    long VolumesOut,
    IReadOnlyDictionary<string, long> Ledger,
    IReadOnlyList<string> Alerts
)
{
    /// <summary>What the network runs on, for people; empty when unknown.</summary>
    public string Device { get; init; } = "";

    /// <summary>Name of the microscope, for those who watch several; empty: it has none.</summary>
    public string Name { get; init; } = "";

    /// <summary>Address of the service's page, as browsers reach it; empty: it has none.</summary>
    public string Page { get; init; } = "";

    /// <summary>What was learned from people in this series, for people; empty: nothing.</summary>
    public string Learned { get; init; } = "";

    /// <summary>The newest merges of the series, newest last: tracks that continue others.</summary>
    public IReadOnlyList<TrackMerge> Merges { get; init; } = [];

    /// <summary>How the triggers are doing; null where there are none.</summary>
    public TriggerStatus? Triggers { get; init; }

    /// <summary>Messages since start by what became of them: <c>messages</c>, <c>useful</c>, <c>refused</c>, <c>foreign</c>,
    /// <c>after-end</c>, <c>late</c>, <c>doubled</c>, <c>held</c>, <c>lost</c>; empty where nothing is received.</summary>
    public IReadOnlyDictionary<string, long> Ingest { get; init; } = new Dictionary<string, long>();

    /// <summary>The scale at which the network sees the series; null before the first volume.</summary>
    public SeenScale? Scale { get; init; }

    /// <summary>The populations that are tracked, in the order in which their frames come; empty where an older service does not
    /// tell.</summary>
    public IReadOnlyList<PopulationStatus> Populations { get; init; } = [];

    /// <summary>Connections closed since start for what their peers did: by door, then by reason (docs/security.md); doors where
    /// nothing was closed are left out.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> ClosedConnections { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, long>>();

    /// <summary>How the recording of volumes is doing; null where there is none.</summary>
    public VolumeStorage? Storage { get; init; }

    /// <summary>Before anything has happened.</summary>
    public static ServiceStatus None { get; } = new(0, 0, new Dictionary<string, long>(), []);
}
