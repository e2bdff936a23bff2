using System.Text.Json;
using Cellect.Gate.Sockets;
using Microsoft.Extensions.Logging;

namespace Cellect.Dashboard.Neighbours;

/// <summary>The other services that the page shows, in the order of the settings. One thread.</summary>
internal sealed class NeighbourList : IDisposable
{
    /// <summary>Name of their document.</summary>
    public const string Kind = "services";

    private readonly Neighbour[] _neighbours;

    /// <summary>Subscribes to each.</summary>
    /// <param name="endpoints">Where they publish, as in the settings.</param>
    /// <param name="time">Clock.</param>
    /// <param name="log">Told of connections that were closed.</param>
    public NeighbourList(IEnumerable<string> endpoints, TimeProvider time, ILogger log) =>
        _neighbours = [.. endpoints.Select(endpoint => new Neighbour(ServiceEndpoint.Parse(endpoint), time, log))];

    /// <summary>True when there are none: there is no document then.</summary>
    public bool IsEmpty => _neighbours.Length == 0;

    /// <summary>Takes what they have told.</summary>
    public void Read()
    {
        foreach (var neighbour in _neighbours)
            neighbour.Read();
    }

    /// <summary>Writes the document.</summary>
    public void Write(Utf8JsonWriter json)
    {
        Read();
        json.WriteStartArray(Kind);
        foreach (var neighbour in _neighbours)
            neighbour.Write(json);
        json.WriteEndArray();
    }

    /// <summary>Ends the subscriptions.</summary>
    public void Dispose()
    {
        foreach (var neighbour in _neighbours)
            neighbour.Dispose();
    }
}
