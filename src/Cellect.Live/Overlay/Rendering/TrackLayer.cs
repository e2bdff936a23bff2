using System.Numerics;
using Cellect.Live.Overlay.Snapshots;

namespace Cellect.Live.Overlay.Rendering;

/// <summary>Cells, tails and divisions of a snapshot.</summary>
internal sealed class TrackLayer : IDisposable
{
    private const float NewestTailAlpha = 0.95f;
    private const float SideAlpha = 0.7f;

    private static readonly Stroke Cells = new(1.8f, 1);
    private static readonly Stroke Tails = new(2, 1);
    private static readonly Stroke DivisionLines = new(2.4f, 1);
    private static readonly Stroke DivisionRings = new(2.2f, 1, GrowPixels: 4);

    private readonly MarkPass _pass;
    private readonly InstanceBatch<Ring> _cells;
    private readonly InstanceBatch<Segment> _tails;
    private readonly InstanceBatch<Ring> _daughters;
    private readonly InstanceBatch<Segment> _births;
    private readonly List<Ring> _rings = [];
    private readonly List<Segment> _segments = [];
    private OverlaySnapshot? _shown;

    public TrackLayer(GlDevice device)
    {
        _pass = new MarkPass(device);
        _cells = _pass.NewRings();
        _tails = _pass.NewSegments();
        _daughters = _pass.NewRings();
        _births = _pass.NewSegments();
    }

    /// <summary>Takes a new snapshot to the graphics processor; does nothing for the one that is there.</summary>
    public void Upload(OverlaySnapshot snapshot)
    {
        if (ReferenceEquals(snapshot, _shown))
            return;
        UploadCells(snapshot.Cells);
        UploadTails(snapshot.Tails);
        UploadDivisions(snapshot.Divisions);
        _shown = snapshot;
    }

    /// <summary>Draws into a panel.</summary>
    /// <param name="panel">Where.</param>
    /// <param name="drawing">Into what.</param>
    /// <param name="front">True for the large panel: in the small ones, where cells crowd, marks are fainter.</param>
    /// <param name="flash">Brightness of the division marks, 0 to 1.</param>
    public void Draw(Panel panel, Drawing drawing, bool front, float flash)
    {
        var alpha = front ? 1 : SideAlpha;
        _pass.Draw(_tails, panel, drawing, Tails with { Alpha = alpha });
        _pass.Draw(_cells, panel, drawing, Cells with { Alpha = alpha });
        _pass.Draw(_births, panel, drawing, DivisionLines with { Alpha = flash });
        _pass.Draw(_daughters, panel, drawing, DivisionRings with { Alpha = flash });
    }

    public void Dispose()
    {
        _cells.Dispose();
        _tails.Dispose();
        _daughters.Dispose();
        _births.Dispose();
        _pass.Dispose();
    }

    private void UploadCells(OverlayCell[] cells)
    {
        _rings.Clear();
        foreach (var cell in cells)
            _rings.Add(RingOf(cell, Palette.OfTrack(cell.Track)));
        _cells.Upload(_rings);
    }

    private void UploadTails(TailSegment[] tails)
    {
        _segments.Clear();
        foreach (var tail in tails)
        {
            var colour = Palette.OfTrack(tail.Track);
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
            var colour = Palette.WithAlpha(Palette.White, 1 - 0.75f * division.Age);
            AddDaughter(division.Mother, division.First, colour);
            AddDaughter(division.Mother, division.Second, colour);
        }

        _births.Upload(_segments);
        _daughters.Upload(_rings);
    }

    private void AddDaughter(OverlayCell mother, OverlayCell daughter, uint colour)
    {
        _rings.Add(RingOf(daughter, colour));
        _segments.Add(new Segment(mother.Position, daughter.Position, colour, colour));
    }

    private static uint Faded(uint colour, float age) => Palette.WithAlpha(colour, NewestTailAlpha * (1 - age * age));

    private static Ring RingOf(OverlayCell cell, uint colour) => new(new Vector4(cell.Position, cell.Radius), colour);
}
