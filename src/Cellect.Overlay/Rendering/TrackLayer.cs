using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Rendering;

/// <summary>Cells, tails, divisions and labels of a snapshot.</summary>
internal sealed class TrackLayer : IDisposable
{
    private const float NewestTailAlpha = 0.95f;
    private const float SideAlpha = 0.7f;
    private const float VanishedAlpha = 0.85f;
    private const float ReachRadii = 1;
    private const float TailPixels = 3;

    private static readonly Stroke Cells = new(1.8f, 1);
    private static readonly Stroke Tails = new(2, 1);
    private static readonly Stroke DivisionLines = new(2.4f, 1);
    private static readonly Stroke DivisionRings = new(2.2f, 1, GrowPixels: 4);
    private static readonly Stroke SelectedRing = new(3, 1, GrowPixels: 3);

    private readonly MarkPass _pass;
    private readonly LabelLayer _labels;
    private readonly InstanceBatch<Ring> _cells;
    private readonly InstanceBatch<Segment> _tails;
    private readonly InstanceBatch<Ring> _daughters;
    private readonly InstanceBatch<Segment> _births;
    private readonly InstanceBatch<Ring> _selected;
    private readonly List<Ring> _rings = [];
    private readonly List<Segment> _segments = [];
    private readonly TailThinner _thinner = new();
    private readonly LabelPlacer _placer = new();
    private readonly HashSet<int> _passed = [];
    private (OverlaySnapshot Snapshot, ColourBy? Colour, int Selected, CellSieve Sieve, float Finest)? _shown;
    private OverlaySnapshot? _snapshot;
    private ViewState _view;
    private float _ringMicrometres;
    private CellColours? _colours;

    public TrackLayer(GlDevice device)
    {
        _pass = new MarkPass(device);
        _labels = new LabelLayer(device);
        _cells = _pass.NewRings();
        _tails = _pass.NewSegments();
        _daughters = _pass.NewRings();
        _births = _pass.NewSegments();
        _selected = _pass.NewRings();
    }

    /// <summary>The scale of the colours of what was uploaded last; null where they only tell cells apart.</summary>
    public ColourLegend? Legend => _colours?.Legend;

    /// <summary>Takes a new snapshot to the graphics processor; does nothing for what is there.</summary>
    /// <param name="snapshot">The time point.</param>
    /// <param name="view">How it is seen.</param>
    /// <param name="pixelsPerMicrometre">Scale of the panels: what is finer than the screen is left out of tails.</param>
    /// <param name="sieve">Which cells are drawn.</param>
    public void Upload(OverlaySnapshot snapshot, ViewState view, float pixelsPerMicrometre, CellSieve sieve)
    {
        (_snapshot, _view) = (snapshot, view);
        // By powers of two: a tail need not be thinned anew with every step of the wheel.
        var finest = MathF.Pow(2, MathF.Floor(MathF.Log2(TailPixels / pixelsPerMicrometre)));
        var wanted = (snapshot, view.Colour, view.Selected, sieve, finest);
        if (_shown is { } shown && ReferenceEquals(shown.Snapshot, snapshot) && shown == wanted)
            return;
        _colours = new CellColours(snapshot, view.Colour);
        Sift(snapshot, sieve);
        UploadCells(snapshot, _colours);
        UploadTails(_thinner.Thin(snapshot.Tails, finest), _colours);
        UploadDivisions(snapshot.Divisions);
        UploadSelected(snapshot, view.Selected);
        _pass.ReachMicrometres = MathF.Max(1, ReachRadii * MedianRadius(snapshot.Cells));
        _shown = wanted;
    }

    /// <summary>Draws into a panel.</summary>
    /// <param name="panel">Where.</param>
    /// <param name="drawing">Into what.</param>
    /// <param name="front">True for the large panel: in the small ones, where cells crowd, marks are fainter.</param>
    /// <param name="tails">Whether tails are drawn.</param>
    public void Draw(Panel panel, Drawing drawing, bool front, bool tails)
    {
        var look = _view.Look.In(Crowding(panel));
        var alpha = (front ? 1 : SideAlpha) * look.Opacity;
        if (tails)
            _pass.Draw(_tails, panel, drawing, new Stroke(Tails.WidthPixels * look.Thickness, alpha * TailShare(look)), edged: front);
        _pass.Draw(_cells, panel, drawing, new Stroke(Cells.WidthPixels * look.Thickness, alpha));
        _pass.Draw(_selected, panel, drawing, SelectedRing);
        if (front)
            DrawLabels(panel, drawing);
    }

    /// <summary>Draws what flashes, the divisions, over what <see cref="Draw"/> has drawn.</summary>
    /// <param name="panel">Where.</param>
    /// <param name="drawing">Into what.</param>
    /// <param name="flash">Brightness, 0 to 1.</param>
    public void DrawFlashing(Panel panel, Drawing drawing, float flash)
    {
        var look = _view.Look.In(Crowding(panel));
        var alpha = flash * look.Opacity;
        _pass.Draw(_births, panel, drawing, new Stroke(DivisionLines.WidthPixels * look.Thickness, alpha));
        _pass.Draw(
            _daughters,
            panel,
            drawing,
            DivisionRings with
            {
                WidthPixels = DivisionRings.WidthPixels * look.Thickness,
                Alpha = alpha,
                GrowPixels = DivisionRings.GrowPixels * look.Thickness,
            }
        );
    }

    public void Dispose()
    {
        _cells.Dispose();
        _tails.Dispose();
        _daughters.Dispose();
        _births.Dispose();
        _selected.Dispose();
        _labels.Dispose();
        _pass.Dispose();
    }

    // Where rings have had to grow thinner, tails step back further.
    private float TailShare(MarkLook look) => _view.Look.Thickness > 0 ? look.Thickness / _view.Look.Thickness : 1;

    private float Crowding(Panel panel)
    {
        // A slice cuts about as many of the cells as its own thickness holds.
        var cut =
            panel.Cut is null || _snapshot is null
                ? 1
                : 2
                    * MathF.Sqrt(_ringMicrometres / MathF.Max(1, _passed.Count))
                    / MathF.Max(1e-3f, Vector3.Dot(Vector3.Abs(panel.AxisZ), _snapshot.ExtentMicrometres));
        var pixels = MathF.PI * _ringMicrometres * panel.Scale * panel.Scale * MathF.Min(1, cut);
        var whole = _snapshot is null ? 1 : Shown(panel, _snapshot.ExtentMicrometres);
        return pixels / MathF.Max(1, whole);
    }

    // All cells lie in the whole volume, of which the panel may show a part.
    private static float Shown(Panel panel, Vector3 extent)
    {
        var whole = new Vector2(Vector3.Dot(Vector3.Abs(panel.AxisX), extent), Vector3.Dot(Vector3.Abs(panel.AxisY), extent)) * panel.Scale;
        return whole.X * whole.Y;
    }

    private void Sift(OverlaySnapshot snapshot, CellSieve sieve)
    {
        _passed.Clear();
        _ringMicrometres = 0;
        foreach (var cell in snapshot.Cells)
            if (sieve.Passes(cell) && _passed.Add(cell.Track))
                _ringMicrometres += cell.Radius * cell.Radius;
        foreach (var cell in snapshot.Vanished)
            if (sieve.Passes(cell))
                _passed.Add(cell.Track);
    }

    private void UploadCells(OverlaySnapshot snapshot, CellColours colours)
    {
        _rings.Clear();
        foreach (var cell in snapshot.Cells)
            if (_passed.Contains(cell.Track))
                _rings.Add(RingOf(cell, colours.Of(cell.Track, cell.Root), cell.Entering ? Ring.Entering : Ring.Plain));
        foreach (var cell in snapshot.Vanished)
            if (_passed.Contains(cell.Track))
                _rings.Add(RingOf(cell, Palette.WithAlpha(colours.Of(cell.Track, cell.Root), VanishedAlpha), Ring.Vanished));
        _cells.Upload(_rings);
    }

    private void UploadTails(List<TailSegment> tails, CellColours colours)
    {
        _segments.Clear();
        foreach (var tail in tails)
        {
            if (!_passed.Contains(tail.Track))
                continue;
            var colour = colours.Of(tail.Track, tail.Root);
            _segments.Add(new Segment(tail.From, tail.To, Faded(colour, tail.FromAge), Faded(colour, tail.ToAge)));
        }

        _tails.Upload(_segments);
    }

    private void UploadDivisions(DivisionMark[] divisions)
    {
        _rings.Clear();
        _segments.Clear();
        foreach (var division in divisions)
        {
            if (!_passed.Contains(division.First.Track) && !_passed.Contains(division.Second.Track))
                continue;
            var colour = Palette.WithAlpha(Palette.White, 1 - 0.75f * division.Age);
            AddDaughter(division.Mother, division.First, colour);
            AddDaughter(division.Mother, division.Second, colour);
        }

        _births.Upload(_segments);
        _daughters.Upload(_rings);
    }

    private void UploadSelected(OverlaySnapshot snapshot, int selected)
    {
        _rings.Clear();
        foreach (var cell in snapshot.Cells)
            if (cell.Track == selected)
                _rings.Add(RingOf(cell, Palette.White));
        _selected.Upload(_rings);
    }

    private void DrawLabels(Panel panel, Drawing drawing)
    {
        _labels.Clear();
        foreach (var (cell, corner) in _placer.Place(_snapshot!.Cells, panel, drawing.UiScale, IsLabelled, _view.Selected))
            _labels.Add(
                new Vector4(cell.Position, cell.Radius),
                cell.Track,
                cell.Track == _view.Selected ? Palette.White : _colours!.Of(cell.Track, cell.Root),
                corner
            );
        _labels.Upload();
        _labels.Draw(panel, drawing);
    }

    private bool IsLabelled(OverlayCell cell) => cell.Track == _view.Selected || (_view.Labels && _passed.Contains(cell.Track));

    private void AddDaughter(OverlayCell mother, OverlayCell daughter, uint colour)
    {
        _rings.Add(RingOf(daughter, colour));
        _segments.Add(new Segment(mother.Position, daughter.Position, colour, colour));
    }

    private static float MedianRadius(OverlayCell[] cells) =>
        cells.Length == 0 ? 5 : cells.Select(cell => cell.Radius).Order().ElementAt(cells.Length / 2);

    private static uint Faded(uint colour, float age) => Palette.WithAlpha(colour, NewestTailAlpha * (1 - age * age));

    private static Ring RingOf(OverlayCell cell, uint colour, float kind = Ring.Plain) =>
        new(new Vector4(cell.Position, cell.Radius), colour, kind);
}
