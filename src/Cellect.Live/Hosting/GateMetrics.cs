using System.Diagnostics.Metrics;

namespace Cellect.Live.Hosting;

/// <summary>Connections that were closed for what their peers did, meter <c>Cellect</c>, by door and reason (docs/security.md).</summary>
internal static class GateMetrics
{
    /// <summary>Makes the instrument.</summary>
    /// <param name="factory">Makes the meter.</param>
    /// <param name="doors">Each socket's name in the settings, and its counts by reason.</param>
    public static void Open(IMeterFactory factory, Func<IEnumerable<(string Door, IReadOnlyDictionary<string, long> Closed)>> doors) =>
        factory
            .Create("Cellect")
            .CreateObservableCounter(
                "cellect.connections.closed",
                () => doors().SelectMany(door => door.Closed.Select(reason => Measured(door.Door, reason.Key, reason.Value))),
                "{connection}",
                "Connections closed for a violation of the protocol or a limit."
            );

    private static Measurement<long> Measured(string door, string reason, long count) =>
        new(count, new KeyValuePair<string, object?>("door", door), new KeyValuePair<string, object?>("reason", reason));
}
