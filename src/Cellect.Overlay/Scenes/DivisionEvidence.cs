using System.Numerics;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Scenes;

/// <summary>What speaks for a division and against it.</summary>
/// <param name="Entry">The division.</param>
/// <param name="MotherT">Time point in which the mother was last seen; -1 where it is not known, as before a crash.</param>
/// <param name="Crops">Its place in the time points around it, three before to two after, those that are kept.</param>
internal sealed record DivisionEvidence(DivisionEntry Entry, int MotherT, Listed<Crop> Crops)
{
    private const int Before = 3;
    private const int After = 2;
    private const float CropRadii = 6;
    private const float LeastCrop = 6;
    private const int Samples = 6;

    /// <summary>The daughter nearer to the mother.</summary>
    public int Nearer { get; private init; }

    /// <summary>Between the daughters when they are first seen, µm; not a number where that is not known.</summary>
    public float Apart { get; private init; } = float.NaN;

    /// <summary>Between the mother and the point midway between the daughters, µm; not a number where that is not known.</summary>
    public float Way { get; private init; } = float.NaN;

    /// <summary>Probabilities of the links from mother to daughters; not a number where that is not known.</summary>
    public (float First, float Second) Links { get; private init; } = (float.NaN, float.NaN);

    /// <summary>Brightness of the mother in her last time point for that two before, in the XY projection; not a number where that is not
    /// known. Chromatin that condenses is brighter.</summary>
    public float Brightening { get; private init; } = float.NaN;

    /// <summary>Her radius in the same way: below 1 she has shrunk.</summary>
    public float Shrinking { get; private init; } = float.NaN;

    /// <summary>Gathers it.</summary>
    /// <param name="entry">The division.</param>
    /// <param name="book">Everything that the series has told.</param>
    /// <param name="find">A time point that is kept, or null.</param>
    public static DivisionEvidence Of(DivisionEntry entry, SeriesHistory book, Func<int, OverlaySnapshot?> find)
    {
        var motherT = book.Find(entry.Mother)?.LastT ?? -1;
        var mother = Cell(find(motherT), entry.Mother);
        var (first, second) = (Cell(find(entry.T), entry.FirstDaughter), Cell(find(entry.T), entry.SecondDaughter));
        var earlier = Cell(find(motherT - 2), entry.Mother);
        var nearer =
            mother is { } from
            && first is { } one
            && second is { } other
            && Vector3.Distance(from.Position, other.Position) < Vector3.Distance(from.Position, one.Position)
                ? entry.SecondDaughter
                : entry.FirstDaughter;
        return new DivisionEvidence(entry, motherT, CropsOf(entry, find, (mother ?? first)?.Radius ?? 0))
        {
            Nearer = nearer,
            Apart = first is { } a && second is { } b ? Vector3.Distance(a.Position, b.Position) : float.NaN,
            Way =
                mother is { } m && first is { } d && second is { } e
                    ? Vector3.Distance(m.Position, (d.Position + e.Position) / 2)
                    : float.NaN,
            Links = (first?.Link ?? float.NaN, second?.Link ?? float.NaN),
            Shrinking = mother is { } now && earlier is { Radius: > 0 } then ? now.Radius / then.Radius : float.NaN,
            Brightening = Brightness(find(motherT), mother) / Brightness(find(motherT - 2), earlier),
        };
    }

    private static Listed<Crop> CropsOf(DivisionEntry entry, Func<int, OverlaySnapshot?> find, float radius)
    {
        var crops = new List<Crop>();
        for (var t = entry.T - Before; t <= entry.T + After; t++)
            if (find(t) is { } snapshot)
                crops.Add(
                    Crop.Of(
                        snapshot,
                        entry.Place,
                        MathF.Max(CropRadii * radius, LeastCrop),
                        [entry.Mother, entry.FirstDaughter, entry.SecondDaughter]
                    )
                );
        return new Listed<Crop>([.. crops]);
    }

    // The brightest eighth of the pixels in the ring, over what is shown black.
    private static float Brightness(OverlaySnapshot? snapshot, OverlayCell? cell)
    {
        if (snapshot is not { Channels.Length: > 0 } || cell is not { } known)
            return float.NaN;
        var (channel, radius) = (snapshot.Channels[0], MathF.Max(known.Radius, 0.5f));
        var counts = new List<float>();
        for (var row = -Samples; row <= Samples; row++)
        for (var column = -Samples; column <= Samples; column++)
            if (row * row + column * column <= Samples * Samples)
                counts.Add(channel.CountsAt(known.Position.X + column * radius / Samples, known.Position.Y + row * radius / Samples));
        counts.Sort();
        var bright = counts[^(counts.Count / 8)] - channel.Projections.Contrast.Low;
        return bright > 0 ? bright : float.NaN;
    }

    private static OverlayCell? Cell(OverlaySnapshot? snapshot, int track)
    {
        var at = snapshot is null ? -1 : Array.FindIndex(snapshot.Cells, cell => cell.Track == track);
        return at >= 0 ? snapshot!.Cells[at] : null;
    }
}
