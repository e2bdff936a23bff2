using System.Text.Json;
using Cellect.Overlay.Glfw;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Settings;

namespace Cellect.Overlay.Displays;

/// <summary>What the window keeps from one session to the next: its place, layout, the panel at the right, how marks are drawn, and the
/// cell that is selected while the series is the same. Never worth an error: a file that cannot be read or written is passed
/// over.</summary>
internal sealed class ViewMemory(string path)
{
    private const int LongestFile = 1 << 16;

    private Kept? _kept;

    /// <summary>Where it is kept: the file of the options, or the user's own.</summary>
    public static string PathOf(OverlayOptions options) =>
        options.ViewFile.Length > 0
            ? options.ViewFile
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "cellect", "window.json");

    /// <summary>A view as it was left.</summary>
    public (ViewState View, WindowPlace? Place) Recall(ViewState view)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: < LongestFile })
                _kept = JsonSerializer.Deserialize<Kept>(File.ReadAllText(path));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            _kept = null;
        }

        if (_kept is not { } kept)
            return (view, null);
        var recalled = view with
        {
            Layout = Enum.TryParse<PanelLayout>(kept.Layout, out var layout) && Enum.IsDefined(layout) ? layout : view.Layout,
            SidePanel = kept.SidePanel,
            Look = new MarkLook(
                Math.Clamp(kept.Opacity, FilterTool.LeastOpacity, 1),
                Math.Clamp(kept.Thickness, FilterTool.LeastThickness, FilterTool.MostThickness),
                kept.Thinning
            ),
        };
        return (recalled, kept.Place);
    }

    /// <summary>The track that was selected in a series when the window was left; 0: none.</summary>
    public int SelectedIn(string series) => _kept?.Series == series ? _kept.Selected : 0;

    /// <summary>Keeps a view, if it differs from what is kept.</summary>
    /// <param name="view">The view.</param>
    /// <param name="place">Place of the window.</param>
    /// <param name="series">The series whose cells are shown; null before the first volume: what was selected before stays.</param>
    public void Keep(ViewState view, WindowPlace place, string? series)
    {
        var look = view.Look;
        var now = new Kept(view.Layout.ToString(), view.SidePanel, look.Opacity, look.Thickness, look.Thinning, place)
        {
            Series = series ?? _kept?.Series,
            Selected = series is null ? _kept?.Selected ?? 0 : view.Selected,
        };
        if (now == _kept)
            return;
        _kept = now;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var beside = path + ".new";
            File.WriteAllText(beside, JsonSerializer.Serialize(now));
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The next window begins as the first did.
        }
    }

    private sealed record Kept(string Layout, bool SidePanel, float Opacity, float Thickness, bool Thinning, WindowPlace? Place)
    {
        public string? Series { get; init; }

        public int Selected { get; init; }
    }
}
