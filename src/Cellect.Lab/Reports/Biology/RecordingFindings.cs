using Cellect.Analysis.Biology;
using Cellect.Analysis.Interactions;
using Cellect.Data.Volumes;

namespace Cellect.Lab.Reports.Biology;

/// <summary>Everything that the analysis says of a recording that is over.</summary>
internal sealed class RecordingFindings
{
    private readonly SortedDictionary<int, BiologyFindings> _populations = [];

    /// <summary>Each population, by its channel.</summary>
    public IReadOnlyDictionary<int, BiologyFindings> Populations => _populations;

    /// <summary>What people call them, by channel.</summary>
    public IReadOnlyDictionary<int, string> Names { get; set; } = new Dictionary<int, string>();

    /// <summary>What happened between them, in the order in which it was known.</summary>
    public List<Interaction> Events { get; } = [];

    /// <summary>How the smaller cells stand to the larger ones, in the order of time.</summary>
    public List<StateCounts> States { get; } = [];

    /// <summary>Distances around contacts and engulfments.</summary>
    public List<DistanceCurve> Curves { get; } = [];

    /// <summary>Analyses frames in the order of time.</summary>
    /// <param name="analysis">What analyses them.</param>
    /// <param name="frames">What it said of each, with the frame's header.</param>
    /// <param name="end">Gets what the end of the series adds.</param>
    public static RecordingFindings Collect(
        SeriesAnalysis analysis,
        IEnumerable<(VolumeHeader Header, AnalysedFrame Frame)> frames,
        Action<AnalysedEnd> end
    )
    {
        var findings = new RecordingFindings();
        foreach (var (header, frame) in frames)
            findings.Add(analysis, header, frame);
        foreach (var population in findings._populations.Values)
            population.Close();
        var last = analysis.Finish();
        foreach (var (population, tracks) in last.Unfinished)
            findings._populations[population].End(tracks);
        findings.Add(last.Interactions);
        findings.Curves.AddRange(last.Curves);
        end(last);
        return findings;
    }

    /// <summary>What people call the cells of a channel.</summary>
    public string NameOf(int channel) => Names.GetValueOrDefault(channel, $"channel {channel}");

    private void Add(SeriesAnalysis analysis, VolumeHeader header, AnalysedFrame frame)
    {
        if (!_populations.TryGetValue(frame.Population, out var population))
            _populations.Add(frame.Population, population = new BiologyFindings(header, analysis.Populations[frame.Population]));
        population.Add(frame.Biology);
        Add(frame.Interactions);
    }

    private void Add(IReadOnlyList<InteractionFrame> points)
    {
        foreach (var point in points)
        {
            Events.AddRange(point.Events);
            States.AddRange(point.States);
            Curves.AddRange(point.Curves);
        }
    }
}
