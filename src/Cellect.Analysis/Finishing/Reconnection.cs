using Cellect.Data.Assignment;

namespace Cellect.Analysis.Finishing;

/// <summary>
/// Which starts continue which ends: the best whole over a window, by the odds of each pair against the start being new and the end being
/// the last. How often cells come back, and how often new ones appear, is learned from the pairs themselves.
/// </summary>
internal sealed class Reconnection
{
    // A lost cell that divides before it is seen again has two continuations; rare beside one.
    private const double DividesWhileAway = 0.05;
    private const double LeastReturns = 0.02,
        MostReturns = 0.98;

    // A cell that left the volume may come back, but so may any other come in.
    private const double MostReturnsAtBorder = 0.2;

    // The search for the shares begins with this much hope: from little it would stay where everything is new.
    private const double FirstShare = 0.9;
    private const int Rounds = 8;
    private const double Smoothing = 2;

    private readonly GapModel _model;
    private readonly int _bins;
    private readonly double[] _lengths;
    private Shares _shares;

    /// <param name="longest">Longest gap, time points.</param>
    /// <param name="model">How far from where they were carried cells are found again.</param>
    public Reconnection(int longest, GapModel model)
    {
        (_model, _bins) = (model, GapModel.Bin(longest) + 1);
        _lengths = new double[_bins];
        for (var gap = 1; gap <= longest; gap++)
            _lengths[GapModel.Bin(gap)]++;
        _shares = new Shares(new double[_bins], new double[2], new double[2], new double[2], 0);
    }

    /// <summary>Decides a window.</summary>
    /// <param name="starts">Its starts, in the order of time.</param>
    /// <param name="ends">New ends of the window: away from the borders, and at a border.</param>
    /// <param name="frames">Its time points.</param>
    /// <param name="until">Starts up to this time point are decided for good; later ones take part and may be decided otherwise.</param>
    public IReadOnlyList<TrackChange> Decide(IReadOnlyList<OpenStart> starts, int[] ends, int frames, int until)
    {
        var before = _shares;
        _shares = before.Frames > 0 ? before : Hope(starts, ends, frames);
        for (var round = 0; round < Rounds; round++)
            _shares = Learn(before, starts, ends, frames);
        var changes = Solve(starts, until);
        // What comes again with the next window is counted then.
        _shares = Learn(before, [.. starts.Where(start => start.T <= until)], ends, frames);
        return changes;
    }

    /// <summary>How often what happens, at a border (1) and away from one (0).</summary>
    /// <param name="Gaps">[bin] cells that came back after so many time points.</param>
    /// <param name="Ends">Tracks that were lost.</param>
    /// <param name="Returned">Those of them that came back.</param>
    /// <param name="New">Starts that were new.</param>
    /// <param name="Frames">Time points.</param>
    private sealed record Shares(double[] Gaps, double[] Ends, double[] Returned, double[] New, int Frames);

    private Shares Hope(IReadOnlyList<OpenStart> starts, int[] ends, int frames)
    {
        double[] inner = [starts.Count(start => !start.IsAtBorder), starts.Count(start => start.IsAtBorder)];
        return new Shares(
            new double[_bins],
            [ends[0], ends[1]],
            [FirstShare * ends[0], FirstShare * ends[1]],
            [(1 - FirstShare) * inner[0], (1 - FirstShare) * inner[1]],
            frames
        );
    }

    private Shares Learn(Shares before, IReadOnlyList<OpenStart> starts, int[] ends, int frames)
    {
        var learned = new Shares(
            [.. before.Gaps],
            [before.Ends[0] + ends[0], before.Ends[1] + ends[1]],
            [.. before.Returned],
            [.. before.New],
            before.Frames + frames
        );
        foreach (var start in starts)
        {
            var odds = Odds(start);
            var sum = 1 + odds.Sum();
            for (var i = 0; i < odds.Length; i++)
            {
                learned.Gaps[GapModel.Bin(start.Candidates[i].Gap)] += odds[i] / sum;
                learned.Returned[start.Candidates[i].End.IsAtBorder ? 1 : 0] += odds[i] / sum;
            }

            learned.New[start.IsAtBorder ? 1 : 0] += 1 / sum;
        }

        return learned;
    }

    /// <summary>Odds of each candidate of a start against the start being new and the end being the last.</summary>
    private double[] Odds(OpenStart start)
    {
        // New cells a frame, for the space of each cell; daughters come beside them.
        var unrelated = (1 + start.SisterOdds) * (_shares.New[start.IsAtBorder ? 1 : 0] + 0.5) / (_shares.Frames + 1) / start.Cells;
        var odds = new double[start.Candidates.Count];
        for (var i = 0; i < odds.Length; i++)
        {
            var (end, gap, squared) = start.Candidates[i];
            var border = end.IsAtBorder ? 1 : 0;
            var returns = Math.Clamp(
                (_shares.Returned[border] + 1) / (_shares.Ends[border] + 2),
                LeastReturns,
                end.IsAtBorder ? MostReturnsAtBorder : MostReturns
            );
            odds[i] = start.Belief * end.Belief * returns * GapShare(gap) * _model.Density(gap, squared) / ((1 - returns) * unrelated);
        }

        return odds;
    }

    /// <summary>Probability that a cell that comes back does after so many time points.</summary>
    private double GapShare(int gap)
    {
        var bin = GapModel.Bin(gap);
        // Before anything is known all bins, which double in length, are alike.
        return (_shares.Gaps[bin] + Smoothing) / (_shares.Gaps.Sum() + Smoothing * _bins) / Math.Max(1, _lengths[bin]);
    }

    private List<TrackChange> Solve(IReadOnlyList<OpenStart> starts, int until)
    {
        var ends = starts.SelectMany(start => start.Candidates).Select(candidate => candidate.End).Distinct().ToList();
        var columns = ends.Select((end, index) => (end, index)).ToDictionary(pair => pair.end, pair => pair.index);
        var odds = starts.Select(Odds).ToArray();
        var pairs = new List<CandidatePair>();
        for (var row = 0; row < odds.Length; row++)
        for (var i = 0; i < odds[row].Length; i++)
        {
            var column = columns[starts[row].Candidates[i].End];
            Add(row, column, odds[row][i]);
            Add(row, ends.Count + column, odds[row][i] * DividesWhileAway);
        }

        var columnOf = SparseAssignment.Solve(starts.Count, 2 * ends.Count, pairs, unmatchedCost: 0);
        return Changes(starts, ends, odds, columnOf, until);

        void Add(int row, int column, double value)
        {
            if (value > 1)
                pairs.Add(new CandidatePair(row, column, -Math.Log(value)));
        }
    }

    private static List<TrackChange> Changes(
        IReadOnlyList<OpenStart> starts,
        List<OpenEnd> ends,
        double[][] odds,
        int[] columnOf,
        int until
    )
    {
        var (isNew, isLast) = Balance(starts, odds);
        var taken = columnOf
            .Where(column => column >= 0)
            .GroupBy(column => column % ends.Count)
            .ToDictionary(end => end.Key, end => end.Count());
        var changes = new List<TrackChange>();
        for (var row = 0; row < odds.Length; row++)
        {
            if (columnOf[row] < 0 || starts[row].T > until)
                continue;
            var column = columnOf[row] % ends.Count;
            var own = odds[row][Index(starts[row], ends[column])];
            var shared = taken[column] > 1;
            var probability = shared ? own / (1 + odds[row].Sum()) : own * isNew[row] * isLast[ends[column]];
            if (probability > 0.5)
                changes.Add(
                    new TrackChange(
                        shared ? ChangeKind.Daughter : ChangeKind.Joined,
                        starts[row].T,
                        starts[row].Track,
                        ends[column].Track,
                        Math.Min(1, probability)
                    )
                );
        }

        return Whole(changes);
    }

    /// <summary>
    /// The probability of each start that it is new and of each end that it is the last, such that all pairs together agree: a start that
    /// surely goes elsewhere is no rival.
    /// </summary>
    private static (double[] IsNew, Dictionary<OpenEnd, double> IsLast) Balance(IReadOnlyList<OpenStart> starts, double[][] odds)
    {
        const int BalanceRounds = 30;
        var isNew = new double[odds.Length];
        var isLast = starts.SelectMany(start => start.Candidates).Select(c => c.End).Distinct().ToDictionary(end => end, _ => 1.0);
        for (var round = 0; round < BalanceRounds; round++)
        {
            var wanted = isLast.Keys.ToDictionary(end => end, _ => 0.0);
            for (var row = 0; row < odds.Length; row++)
            {
                var sum = 1.0;
                for (var i = 0; i < odds[row].Length; i++)
                    sum += odds[row][i] * isLast[starts[row].Candidates[i].End];
                isNew[row] = 1 / sum;
                for (var i = 0; i < odds[row].Length; i++)
                    wanted[starts[row].Candidates[i].End] += odds[row][i] * isNew[row];
            }

            foreach (var (end, sum) in wanted)
                isLast[end] = 1 / (1 + sum);
        }

        return (isNew, isLast);
    }

    /// <summary>A division has two daughters: where one of the two was not sure enough, the other continues the cell.</summary>
    private static List<TrackChange> Whole(List<TrackChange> changes)
    {
        var daughters = changes
            .Where(change => change.Kind == ChangeKind.Daughter)
            .GroupBy(change => change.Into)
            .ToDictionary(g => g.Key, g => g.Count());
        return
        [
            .. changes.Select(change =>
                change.Kind == ChangeKind.Daughter && daughters[change.Into] < 2 ? change with { Kind = ChangeKind.Joined } : change
            ),
        ];
    }

    private static int Index(OpenStart start, OpenEnd end)
    {
        for (var i = 0; i < start.Candidates.Count; i++)
            if (start.Candidates[i].End == end)
                return i;
        throw new InvalidOperationException($"start {start.Track} was given the end of track {end.Track}, which is none of its candidates");
    }
}
