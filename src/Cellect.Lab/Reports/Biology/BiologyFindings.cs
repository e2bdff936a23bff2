using System.Runtime.InteropServices;
using Cellect.Analysis.Biology;
using Cellect.Analysis.Divisions;
using Cellect.Analysis.Lives;
using Cellect.Data.Biology;
using Cellect.Data.Volumes;

namespace Cellect.Lab.Reports.Biology;

/// <summary>Everything that the analysis says of a recording that is over.</summary>
internal sealed class BiologyFindings
{
    private BiologyFindings(VolumeHeader header, SeriesBiology biology) => (Header, Biology) = (header, biology);

    /// <summary>Header of the first volume.</summary>
    public VolumeHeader Header { get; }

    /// <summary>The analysis after the last frame; its tracks have not been taken off yet.</summary>
    public SeriesBiology Biology { get; }

    /// <summary>Frames analysed.</summary>
    public int Frames { get; private set; }

    /// <summary>Time of the newest frame, s.</summary>
    public double Seconds { get; private set; }

    /// <summary>Every division, in the order of time.</summary>
    public List<DivisionRow> Divisions { get; } = [];

    /// <summary>The accounts, frame by frame.</summary>
    public List<IReadOnlyList<ProliferationRow>> Parts { get; } = [];

    /// <summary>ΔF/F0 of each track that has some, by time point.</summary>
    public Dictionary<int, List<(int T, float Value)>> Traces { get; } = [];

    /// <summary>Every track.</summary>
    public List<EndedTrack> Tracks { get; } = [];

    /// <summary>Those of them that had not ended with the last frame.</summary>
    public IReadOnlyList<EndedTrack> Unfinished { get; private set; } = [];

    /// <summary>Time of each time point that was analysed, s.</summary>
    public Dictionary<int, double> SecondsOf { get; } = [];

    /// <summary>The share of the cells that has not divided, over their age.</summary>
    public IReadOnlyList<SurvivalStep> Cycle { get; private set; } = [];

    /// <summary>Analyses frames in the order of time.</summary>
    /// <param name="biology">What analyses them.</param>
    /// <param name="header">Of the first volume.</param>
    /// <param name="frames">What it said of each frame, one after the other.</param>
    public static BiologyFindings Collect(SeriesBiology biology, VolumeHeader header, IEnumerable<BiologyFrame> frames)
    {
        var findings = new BiologyFindings(header, biology);
        foreach (var frame in frames)
            findings.Add(frame);
        findings.Cycle = biology.CycleCurve();
        findings.Unfinished = biology.Finish();
        findings.Tracks.AddRange(findings.Unfinished);
        return findings;
    }

    private void Add(BiologyFrame frame)
    {
        Frames++;
        Seconds = frame.Seconds;
        SecondsOf[frame.T] = frame.Seconds;
        Divisions.AddRange(frame.Divisions);
        Parts.Add(frame.Parts);
        Tracks.AddRange(frame.Ended);
        foreach (var row in frame.Traces)
            if (row.Relative is { } value)
                (CollectionsMarshal.GetValueRefOrAddDefault(Traces, row.Track, out _) ??= []).Add((frame.T, (float)value));
    }
}
