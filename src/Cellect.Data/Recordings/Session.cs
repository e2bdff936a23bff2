using System.Text.Json.Nodes;
using Cellect.Data.Tracks;

namespace Cellect.Data.Recordings;

/// <summary>Content of <c>session.json</c>; the keys are these names in snake case. Described in docs/recording.md.</summary>
internal sealed class Session
{
    public int Format { get; init; } = 1;
    public bool Complete { get; set; }
    public bool Recovered { get; set; }
    public required string Series { get; init; }
    public string? Reason { get; set; }
    public required DateTimeOffset StartedUtc { get; set; }
    public DateTimeOffset WrittenUtc { get; set; }
    public required int Channel { get; init; }
    public IReadOnlyList<Population> Populations { get; init; } = [];
    public required int[] Shape { get; init; }
    public required string Dtype { get; init; }
    public required double[] VoxelUm { get; init; }
    public double[]? OriginUm { get; init; }
    public long Frames { get; set; }
    public int? FirstT { get; set; }
    public int? LastT { get; set; }
    public long Cells { get; set; }
    public long Tracks { get; set; }
    public long Divisions { get; set; }
    public IReadOnlyDictionary<string, long> Ledger { get; set; } = new Dictionary<string, long>();
    public long? Expected { get; set; }
    public SortedDictionary<string, SessionLatency> LatencyMs { get; } = [];
    public List<SessionScale> Scales { get; } = [];
    public List<SessionScores> Scores { get; } = [];
    public required bool Masks { get; init; }
    public long CellsWithoutLabel { get; set; }
    public int MasksWithoutVolume { get; set; }
    public long FramesLost { get; set; }
    public long? VolumesStored { get; set; }
    public long? VolumesLost { get; set; }
    public IReadOnlyDictionary<string, long> Ingest { get; set; } = new Dictionary<string, long>();
    public List<string> Faults { get; init; } = [];
    public List<SessionPart> Parts { get; init; } = [];
    public required JsonNode Options { get; init; }
    public required IReadOnlyDictionary<string, string> Versions { get; init; }
}
