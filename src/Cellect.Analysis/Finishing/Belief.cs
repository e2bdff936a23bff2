namespace Cellect.Analysis.Finishing;

/// <summary>
/// Whether a track is a cell: by its calibrated scores, by how long it was followed, and by its end. A cell of this session is seldom lost
/// where it is; how seldom is learned from the tracks that were followed long. What is no cell flickers.
/// </summary>
internal sealed class Belief
{
    // What is no cell is lost in every second frame.
    private const double FlickerLoss = 0.5;
    private const double LeastLoss = 1e-4;

    // A track that is followed so long is a cell in any case, when it is asked how often cells are lost.
    private const int LongTrack = 10;

    // One probability is never surer than this.
    private const double Surest = 0.99;

    private readonly TrackLedger _ledger;
    private readonly double _perFrame;
    private readonly double _perEnd;

    /// <param name="ledger">The tracks so far.</param>
    public Belief(TrackLedger ledger)
    {
        _ledger = ledger;
        var (lost, frames) = (1.0, 100.0);
        foreach (var track in ledger.Tracks.Values)
            if (track.Count >= LongTrack)
                (lost, frames) = (lost + (EndIsExplained(track) ? 0 : 1), frames + track.Count);
        var loss = Math.Clamp(lost / frames, LeastLoss, FlickerLoss);
        _perEnd = Math.Log(loss / FlickerLoss);
        _perFrame = Math.Log((1 - loss) / (1 - FlickerLoss));
    }

    /// <summary>Logarithm of the odds that a track is a cell.</summary>
    /// <param name="track">The track.</param>
    public double LogOdds(TrackLedger.Entry track)
    {
        var odds = Logit(track.Scores / track.Count) + (track.Count * _perFrame);
        if (!EndIsExplained(track))
            odds += _perEnd;
        // Where it comes from nowhere it says nothing: a lost cell that is found again does so as often as what is none.
        if (track.Parent >= 0)
            odds += Logit(track.Division);
        return odds;
    }

    /// <summary>Probability that a track is a cell, by itself.</summary>
    public double Of(int track) => Probability(LogOdds(_ledger.Tracks[track]));

    /// <summary>Probability that what goes on beside a start is a cell, from there on; 0 where nothing does.</summary>
    public double OfSister(OpenStart start) =>
        start.Sister is { } sister ? Probability(LogOdds(_ledger.From(sister.Track, start.T, sister.Probability))) : 0;

    /// <summary>The probability of logarithmic odds.</summary>
    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    private bool EndIsExplained(TrackLedger.Entry track) => track.Children > 0 || track.Last == _ledger.LastT || track.IsAtBorder;

    private static double Logit(double probability)
    {
        var sure = Math.Clamp(probability, 1 - Surest, Surest);
        return Math.Log(sure / (1 - sure));
    }
}
