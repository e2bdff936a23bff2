using Cellect.Overlay.Hud;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Displays;

/// <summary>Reads what the panel at the right shows out of the book, anew only where something has changed.</summary>
internal sealed class SideReader
{
    private SeriesHistory? _book;
    private long _version = -1;
    private int _selected;
    private OverlaySnapshot? _snapshot;
    private SideContent _content = SideContent.Empty;

    /// <summary>The content for a selection at a time point.</summary>
    public SideContent Read(SeriesHistory book, int selected, OverlaySnapshot? snapshot)
    {
        var version = book.Version;
        var told = !ReferenceEquals(book, _book) || version != _version;
        if (!told && selected == _selected && ReferenceEquals(snapshot, _snapshot))
            return _content;
        var events =
            told || selected != _selected
                ? new EventsContent(told ? book.Newest(EventsPart.MostLines) : _content.Events.Events, selected)
                : _content.Events;
        var facts = selected > 0 && snapshot is not null ? TrackFacts.Of(selected, snapshot, book) : null;
        _content = new SideContent(told ? book.Curve() : _content.Curve, facts, TreeOf(book, selected, snapshot, told), events);
        (_book, _version, _selected, _snapshot) = (book, version, selected, snapshot);
        return _content;
    }

    private TreeContent? TreeOf(SeriesHistory book, int selected, OverlaySnapshot? snapshot, bool told)
    {
        if (selected <= 0 || snapshot is null)
            return null;
        if (!told && selected == _selected && _content.Tree is { } tree)
            return tree with { T = snapshot.T };
        return LineageTree.Of(book.FamilyOf(selected, LineageTree.MostTracks)) is { } family
            ? new TreeContent(family, selected, snapshot.T)
            : null;
    }
}
