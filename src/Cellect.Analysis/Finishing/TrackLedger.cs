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
