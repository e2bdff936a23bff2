using System.Text.Json.Nodes;

namespace Cellect.Data.Recordings;

/// <summary>What one run of the service recorded of a series; there is more than one where it came back after a crash.</summary>
internal sealed class SessionPart
{
    public required DateTimeOffset StartedUtc { get; init; }
    public int? FirstT { get; set; }
    public int? LastT { get; set; }

    /// <summary>Tracks of the part before that could go on; null in the first part.</summary>
    public int? TracksCarried { get; init; }

    /// <summary>Options and versions, in parts before the newest alone, whose own are those of the session.</summary>
    public JsonNode? Options { get; set; }
    public JsonNode? Versions { get; set; }
}
