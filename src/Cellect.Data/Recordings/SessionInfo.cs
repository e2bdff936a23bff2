using System.Text.Json.Nodes;

namespace Cellect.Data.Recordings;

/// <summary>What <c>session.json</c> tells of the program rather than of the series.</summary>
/// <param name="Options">All options in force, as they would stand in appsettings.json.</param>
/// <param name="Versions">Version of Cellect, of .NET, of the weights and whatever else made the result.</param>
internal sealed record SessionInfo(JsonNode Options, IReadOnlyDictionary<string, string> Versions);
