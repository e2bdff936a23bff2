namespace Cellect.Analysis.Finishing;

/// <summary>
/// Which starts are second daughters of tracks that go on beside them. While a session runs, that a division is not sure enough means that
/// the start is a new cell or none at all. What came after tells which: a start that is followed for long is a cell, and in a specimen
/// where cells seldom come from nowhere it is then most likely a daughter.
/// </summary>
internal sealed class Sisters
{
    private const int Rounds = 8;

    // A published probability is never surer than this.
    private const double Surest = 0.99;

    // Nothing divides again so soon: two divisions of one cell within so many time points are one, seen twice.
    private const int LeastCycle = 5;

    private readonly Counts[] _before = [new(0, 0), new(0, 0)];
    private readonly Dictionary<int, int> _dividedAt = [];

    /// <summary>Starts that are no daughters.</summary>
    /// <param name="New">Those that are cells.</param>
    /// <param name="All">All of them.</param>
    private readonly record struct Counts(double New, double All)
    {
        /// <summary>Share of the cells; as if one of each kind had been seen before.</summary>
        public double Share => (New + 1) / (All + 2);
    }

    /// <summary>Tells every start how likely it is a daughter and no new cell, if it is a cell.</summary>
    public void Weigh(IReadOnlyList<OpenStart> starts) => Weigh(starts, _before);

    /// <summary>Decides.</summary>
    /// <param name="starts">Starts that continue nothing.</param>
    /// <param name="ledger">The tracks so far.</param>
    public IReadOnlyList<TrackChange> Decide(IReadOnlyList<OpenStart> starts, TrackLedger ledger)
    {
        var counts = _before;
        for (var round = 0; round < Rounds; round++)
        {
            Weigh(starts, counts);
            counts = [Count(starts, border: false), Count(starts, border: true)];
        }

        counts.CopyTo(_before, 0);
        return
        [
            .. starts
                .Where(start => start.Sister is not null && Probability(start) > 0.5)
                .OrderByDescending(Probability)
                .Where(start => MayDivide(start.Sister!.Value.Track, start.T, ledger))
                .Select(start => new TrackChange(ChangeKind.Divided, start.T, start.Track, start.Sister!.Value.Track, Probability(start))),
        ];
    }

    private static double Probability(OpenStart start) => start.Belief * start.SisterBelief * start.SisterOdds / (1 + start.SisterOdds);

    private static void Weigh(IReadOnlyList<OpenStart> starts, Counts[] counts)
    {
        foreach (var start in starts)
            if (start.Sister is { } sister)
            {
                var sure = Math.Min(sister.Probability, Surest);
                start.SisterOdds = sure / ((1 - sure) * counts[start.IsAtBorder ? 1 : 0].Share);
            }
    }

    private Counts Count(IReadOnlyList<OpenStart> starts, bool border)
    {
        var (isNew, all) = (_before[border ? 1 : 0].New, _before[border ? 1 : 0].All);
        foreach (var start in starts)
            if (start.IsAtBorder == border)
            {
                var cell = start.Belief / (1 + start.SisterOdds);
                (isNew, all) = (isNew + cell, all + cell + 1 - start.Belief);
            }

        return new Counts(isNew, all);
    }

    private bool MayDivide(int track, int t, TrackLedger ledger)
    {
        var known = ledger.Tracks[track];
        var isBorn = known.Parent >= 0 && t - known.First < LeastCycle;
        var divides = known.Children > 0 && known.Last - t < LeastCycle;
        if (isBorn || divides || (_dividedAt.TryGetValue(track, out var last) && Math.Abs(t - last) < LeastCycle))
            return false;
        _dividedAt[track] = t;
        return true;
    }
}
