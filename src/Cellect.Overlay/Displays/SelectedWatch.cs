using Cellect.Data.Tracks;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Displays;

/// <summary>Watches the selected cell: whoever looks at it is told when it is lost. One thread.</summary>
internal sealed class SelectedWatch
{
    // A cell that is missed so long may come back under its own id.
    private const int Missed = 3;

    private (int Track, SeriesHistory? Book) _watched;
    private bool _wasSeen;

    /// <summary>The alert; null while the cell is seen, has divided, or was gone already when it was selected.</summary>
    /// <param name="selected">The selected track; 0: none.</param>
    /// <param name="book">Everything that the series has told.</param>
    /// <param name="merges">Which tracks continue which, as far as it was told.</param>
    public string? Read(int selected, SeriesHistory book, IReadOnlyList<TrackMerge> merges)
    {
        if (_watched != (selected, book))
            (_watched, _wasSeen) = ((selected, book), false);
        var track = selected;
        while (Next(track, book, merges) is { } next && next > track)
            track = next;
        if (book.Find(track) is not { } entry)
            return null;
        var isSeen = book.LastT - entry.LastT <= Missed;
        _wasSeen |= isSeen;
        return isSeen || !_wasSeen || book.HasDivided(track)
            ? null
            : $"the selected cell (track {selected}{(track == selected ? "" : $", now {track}")}) is lost: last seen in time point "
                + $"{entry.LastT}";
    }

    private static int? Next(int track, SeriesHistory book, IReadOnlyList<TrackMerge> merges)
    {
        if (book.GoesOnIn(track) is { } daughter)
            return daughter;
        foreach (var merge in merges)
            if (merge.Into == track)
                return merge.From;
        return null;
    }
}
