using Cellect.Overlay.Graphics;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Scenes;

/// <summary>The colour of each cell of a snapshot, and what it means.</summary>
internal sealed class CellColours
{
    private const float UpperShare = 0.95f;

    private readonly Dictionary<int, uint> _ofTrack = [];
    private readonly ColourBy _by;

    /// <summary>Chooses the colours.</summary>
    /// <param name="snapshot">The time point.</param>
    /// <param name="chosen">What they are to mean; null: populations where there are several, else tracks.</param>
    public CellColours(OverlaySnapshot snapshot, ColourBy? chosen)
    {
        var by = _by = chosen ?? (snapshot.Populations.Count > 1 ? ColourBy.Population : ColourBy.Track);
        if (by == ColourBy.Population)
        {
            var ofPopulation = snapshot.Populations.ToDictionary(own => own.Channel, own => Palette.FromHex(own.Color));
            foreach (var cell in snapshot.Cells.Concat(snapshot.Vanished))
                _ofTrack[cell.Track] = ofPopulation.GetValueOrDefault(cell.Population, Palette.Unknown);
        }

        Legend = LegendOf(snapshot, by);
        if (Legend is not { } legend)
            return;
        foreach (var cell in snapshot.Cells)
            _ofTrack[cell.Track] = Palette.OfShare(ValueOf(cell, by) / legend.Highest);
    }

    /// <summary>The scale of the colours; null where they only tell things apart.</summary>
    public ColourLegend? Legend { get; }

    /// <summary>The colour of a track of the snapshot; of one that is gone, where colours are figures, that of the unknown.</summary>
    public uint Of(int track, int root) =>
        _by switch
        {
            ColourBy.Track => Palette.OfTrack(track),
            ColourBy.Lineage => Palette.OfTrack(root),
            _ => _ofTrack.GetValueOrDefault(track, Palette.Unknown),
        };

    private static float ValueOf(in OverlayCell cell, ColourBy by) =>
        by switch
        {
            ColourBy.Speed => cell.Speed,
            ColourBy.Score => cell.Score,
            _ => cell.Division,
        };

    private static ColourLegend? LegendOf(OverlaySnapshot snapshot, ColourBy by) =>
        by switch
        {
            ColourBy.Speed => new ColourLegend("speed", Round(UpperSpeed(snapshot.Cells)), snapshot.SpeedUnit),
            ColourBy.Score => new ColourLegend("score", 1, ""),
            ColourBy.Division => new ColourLegend("division", 1, ""),
            _ => null,
        };

    private static float UpperSpeed(OverlayCell[] cells)
    {
        var speeds = cells.Select(cell => cell.Speed).Where(speed => !float.IsNaN(speed)).Order().ToArray();
        return speeds.Length == 0 ? 1 : speeds[(int)(UpperShare * (speeds.Length - 1))];
    }

    // A scale that jumps with every frame cannot be read: 1, 2 or 5 times a power of ten.
    private static float Round(float value)
    {
        if (!(value > 0))
            return 1;
        var power = MathF.Pow(10, MathF.Floor(MathF.Log10(value)));
        var factor = value / power;
        return power
            * (
                factor <= 1 ? 1
                : factor <= 2 ? 2
                : factor <= 5 ? 5
                : 10
            );
    }
}

/// <summary>The scale of colours that stand for figures: from 0 to <paramref name="Highest"/>.</summary>
/// <param name="Name">What they show.</param>
/// <param name="Highest">The figure of the lightest colour.</param>
/// <param name="Unit">Unit, or empty.</param>
internal readonly record struct ColourLegend(string Name, float Highest, string Unit);
