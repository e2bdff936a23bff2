namespace Cellect.Analysis.Finishing;

/// <summary>What is known of every track when all frames have been seen: a few numbers a track.</summary>
internal sealed class TrackLedger
{
    private readonly Dictionary<int, Entry> _tracks = [];

    /// <summary>One track.</summary>
    internal sealed class Entry
    {
        /// <summary>First and last time point, and time points in which it was seen.</summary>
        public int First,
            Last,
            Count;

        /// <summary>Mother; -1: none.</summary>
        public int Parent;

        /// <summary>Daughters.</summary>
        public int Children;

        /// <summary>Sum of the probabilities that there is a cell.</summary>
        public double Scores;

        /// <summary>Probability that it began as a daughter.</summary>
        public double Division;

        /// <summary>Whether it was last seen at a border of the volume.</summary>
        public bool IsAtBorder;
    }

    /// <summary>The tracks by their id.</summary>
    public IReadOnlyDictionary<int, Entry> Tracks => _tracks;

    /// <summary>First and last time point with a cell; -1: none.</summary>
    public int FirstT { get; private set; } = -1;

    /// <inheritdoc cref="FirstT"/>
    public int LastT { get; private set; } = -1;

    /// <summary>What a track would be if it had begun, as a daughter, at a later time point.</summary>
    /// <param name="track">The track.</param>
    /// <param name="t">Time point; the track goes on before and from there.</param>
    /// <param name="probability">That it began as a daughter.</param>
    /// <remarks>What is known of all time points of the track together is shared out evenly.</remarks>
    public Entry From(int track, int t, double probability)
    {
        var whole = _tracks[track];
        var count = (int)Math.Round((whole.Last - t + 1.0) / (whole.Last - whole.First + 1) * whole.Count);
        count = Math.Clamp(count, 1, whole.Count - 1);
        return new Entry
        {
            First = t,
            Last = whole.Last,
            Count = count,
            Parent = track,
            Children = whole.Children,
            Scores = whole.Scores * count / whole.Count,
            Division = probability,
            IsAtBorder = whole.IsAtBorder,
        };
    }

    /// <summary>A track divided while it went on: from there on it is another one.</summary>
    /// <param name="mother">The track.</param>
    /// <param name="t">First time point of the daughters.</param>
    /// <param name="first">Id of the daughter that was the track.</param>
    /// <param name="second">The other daughter's track.</param>
    /// <param name="probability">Of the division.</param>
    public void Divide(int mother, int t, int first, int second, double probability)
    {
        var (whole, part) = (_tracks[mother], From(mother, t, probability));
        _tracks[first] = part;
        (whole.Last, whole.Count, whole.Scores, whole.Children) = (t - 1, whole.Count - part.Count, whole.Scores - part.Scores, 2);
        (_tracks[second].Parent, _tracks[second].Division) = (mother, probability);
    }

    /// <summary>Notes the cells of a frame.</summary>
    /// <param name="t">Time point.</param>
    /// <param name="cells">Its cells.</param>
    /// <param name="isAtBorder">Whether a cell may have come or left across a face of the volume.</param>
    public void Add(int t, IReadOnlyList<FinishCell> cells, Func<FinishCell, bool> isAtBorder)
    {
        if (cells.Count == 0)
            return;
        (FirstT, LastT) = (FirstT < 0 ? t : FirstT, t);
        foreach (var cell in cells)
        {
            var atBorder = isAtBorder(cell);
            if (!_tracks.TryGetValue(cell.Track, out var entry))
            {
                _tracks[cell.Track] = entry = new Entry
                {
                    First = t,
                    Parent = cell.Parent,
                    Division = cell.Division,
                };
                if (_tracks.TryGetValue(cell.Parent, out var mother))
                    mother.Children++;
            }

            (entry.Last, entry.IsAtBorder) = (t, atBorder);
            entry.Count++;
            entry.Scores += cell.Score;
        }
    }
}
