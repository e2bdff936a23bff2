using Cellect.Data.Status;
using Cellect.Data.Tracks;

namespace Cellect.Data.Messages;

/// <summary>What a status message tells.</summary>
/// <param name="Active">True between the beginning and the end of a series.</param>
/// <param name="Counts">The pipeline's own figures.</param>
/// <param name="Cells">Cells of the newest frame.</param>
/// <param name="Tracks">Tracks of the series so far.</param>
/// <param name="Divisions">Divisions of the series so far.</param>
/// <param name="StaleSeconds">Seconds since the newest frame was published; null before the first of the series.</param>
/// <param name="Latency">The newest frames' latencies.</param>
/// <param name="BadRequests">Control requests answered with an error since start.</param>
/// <param name="Ports">Of the other sockets.</param>
internal sealed record LiveStatus(
    bool Active,
    ServiceStatus Counts,
    int Cells,
    int Tracks,
    int Divisions,
    double? StaleSeconds,
    LatencyWindow Latency,
    long BadRequests,
    ServicePorts Ports
);

/// <summary>Ports of the service's other sockets, so that a viewer needs one endpoint only; 0: there is none.</summary>
/// <param name="Control">Of control requests.</param>
/// <param name="Preview">Of previews.</param>
internal readonly record struct ServicePorts(int Control, int Preview);
