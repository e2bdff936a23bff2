using Cellect.Analysis.Interactions;
using Cellect.Data.Regions;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Analysis.Biology;

/// <summary>The analysis of a series of one population or several: each by itself, and what goes on between them.</summary>
/// <param name="populations">Channels that are tracked, ascending.</param>
/// <param name="options">What is counted, and as what.</param>
/// <param name="regions">The regions whose cells are counted.</param>
internal sealed class SeriesAnalysis(IReadOnlyList<int> populations, AnalysisOptions options, IReadOnlyList<Region> regions)
{
    private readonly SortedDictionary<int, SeriesBiology> _biologies = [];
    private readonly SeriesInteractions _interactions = new(
        populations,
        new InteractionOptions(options.ContactMicrometres, options.ContactFrames, options.EngulfedFrames),
        options.AssumedIntervalSeconds
    );

    /// <summary>Whether there is anything between populations to tell.</summary>
    public bool HasInteractions => populations.Count > 1;

    /// <summary>Each population that has been seen, by its channel.</summary>
    public IReadOnlyDictionary<int, SeriesBiology> Populations => _biologies;

    /// <summary>One more frame, in the order of time and of the channels.</summary>
    /// <param name="frame">The frame of one population.</param>
    /// <param name="volume">The volume that it was found in, for traces; null: none.</param>
    public AnalysedFrame Advance(TrackedFrame frame, Volume? volume = null)
    {
        if (!_biologies.TryGetValue(frame.Header.C, out var biology))
            _biologies.Add(frame.Header.C, biology = new SeriesBiology(frame.Header, options, regions));
        return new AnalysedFrame(frame.Header.C, biology.Advance(frame, volume), _interactions.Advance(frame));
    }

    /// <summary>The series is over.</summary>
    public AnalysedEnd Finish()
    {
        var (frames, curves) = _interactions.Finish();
        return new AnalysedEnd([.. _biologies.Select(population => (population.Key, population.Value.Finish()))], frames, curves);
    }
}
