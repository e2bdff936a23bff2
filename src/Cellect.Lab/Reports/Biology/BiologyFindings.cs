using System.Runtime.InteropServices;
using Cellect.Analysis.Biology;
using Cellect.Analysis.Divisions;
using Cellect.Analysis.Lives;
using Cellect.Data.Biology;
using Cellect.Data.Volumes;

namespace Cellect.Lab.Reports.Biology;

/// <summary>Everything that the analysis says of one population of a recording that is over.</summary>
internal sealed class BiologyFindings(VolumeHeader header, SeriesBiology biology)
{
    /// <summary>Header of the population's first volume.</summary>
    public VolumeHeader Header => header;

    /// <summary>The analysis after the last frame.</summary>
    public SeriesBiology Biology => biology;

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

    /// <summary>The same read at the place in which the cell was first seen, of some cells of the first volume; empty where there were no
    /// images.</summary>
    public IReadOnlyDictionary<int, List<(int T, float Value)>> AtFirstPlaces { get; set; } =
        new Dictionary<int, List<(int T, float Value)>>();

    /// <summary>Every track.</summary>
    public List<EndedTrack> Tracks { get; } = [];

    /// <summary>Time of each time point that was analysed, s.</summary>
    public Dictionary<int, double> SecondsOf { get; } = [];

    /// <summary>The share of the cells that has not divided, over their age.</summary>
    public IReadOnlyList<SurvivalStep> Cycle { get; private set; } = [];

    /// <summary>One more frame, in the order of time.</summary>
    public void Add(BiologyFrame frame)
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

    /// <summary>The series is about to be over: what is known of cells whose tracks have not ended.</summary>
    public void Close() => Cycle = Biology.CycleCurve();

    /// <summary>The series is over.</summary>
    /// <param name="unfinished">The tracks that had not ended with the last frame.</param>
    public void End(IReadOnlyList<EndedTrack> unfinished) => Tracks.AddRange(unfinished);
}
