using System.Collections.Immutable;
using Cellect.Data.Tracks;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Displays;

/// <summary>Reads what the panel at the right shows out of the book, anew only where something has changed.</summary>
internal sealed class SideReader
{
    private SeriesHistory? _book;
    private long _version = -1;
    private DivisionEntry[] _divisions = [];
    private CurvePoint[] _curve = [];
    private SideContent _content = SideContent.Empty;
    private Read? _last;

    /// <summary>The content for a view at a time point.</summary>
    /// <param name="book">Everything that the series has told.</param>
    /// <param name="view">What is looked at.</param>
    /// <param name="snapshot">The time point that is shown.</param>
    /// <param name="verdicts">What people have said of divisions, by mother.</param>
    /// <param name="merges">Which tracks continue which, as far as it was told.</param>
    /// <param name="names">What people call tracks.</param>
    public SideContent Content(
        SeriesHistory book,
        ViewState view,
        OverlaySnapshot? snapshot,
        IReadOnlyDictionary<int, bool>? verdicts = null,
        IReadOnlyList<TrackMerge>? merges = null,
        ImmutableDictionary<int, string>? names = null
    )
    {
        var version = book.Version;
        var told = !ReferenceEquals(book, _book) || version != _version;
        verdicts ??= ImmutableDictionary<int, bool>.Empty;
        var now = new Read(view.Selected, view.Division, view.Divisions, snapshot, verdicts, merges, names);
        if (!told && now == _last)
            return _content;
        if (told)
            (_divisions, _curve) = (book.Newest(EventsPart.Most), book.Curve());
        var facts = view.Selected > 0 && snapshot is not null ? TrackFacts.Of(view.Selected, snapshot, book, merges, names) : null;
        // An image that lags behind the curves is marked in them as one that is looked at again.
        var marked = _curve.Length > 0 && snapshot is not null && snapshot.T != _curve[^1].T ? snapshot.T : (int?)null;
        var plots = new PlotsContent(_curve, marked);
        _content = new SideContent(plots, facts, TreeOf(book, view.Selected, snapshot, told), EventsOf(view, verdicts, told));
        (_book, _version, _last) = (book, version, now);
        return _content;
    }

    private EventsContent EventsOf(ViewState view, IReadOnlyDictionary<int, bool> verdicts, bool told)
    {
        var before = _content.Events;
        var same =
            !told && before.List with { Scroll = 0 } == view.Divisions with { Scroll = 0 } && ReferenceEquals(before.Verdicts, verdicts);
        return new EventsContent(same ? before.Events : view.Divisions.Of(_divisions, verdicts), view.Selected)
        {
            Division = view.Division,
            List = view.Divisions,
            Verdicts = verdicts,
        };
    }

    private TreeContent? TreeOf(SeriesHistory book, int selected, OverlaySnapshot? snapshot, bool told)
    {
        if (selected <= 0 || snapshot is null)
            return null;
        if (!told && selected == _last?.Selected && _content.Tree is { } tree)
            return tree with { T = snapshot.T };
        return LineageTree.Of(book.FamilyOf(selected, LineageTree.MostTracks)) is { } family
            ? new TreeContent(family, selected, snapshot.T)
            : null;
    }

    private sealed record Read(
        int Selected,
        int Division,
        DivisionList List,
        OverlaySnapshot? Snapshot,
        IReadOnlyDictionary<int, bool> Verdicts,
        IReadOnlyList<TrackMerge>? Merges,
        ImmutableDictionary<int, string>? Names
    );
}
