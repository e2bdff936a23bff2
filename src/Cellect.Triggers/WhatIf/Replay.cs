using Cellect.Data.Regions;
using Cellect.Data.Tracks;
using Cellect.Triggers.Brightness;
using Cellect.Triggers.Rules;

namespace Cellect.Triggers.WhatIf;

/// <summary>What rules make of a recording.</summary>
internal static class Replay
{
    /// <summary>Every time that a condition was met, in the order of time.</summary>
    /// <param name="frames">The frames of one series.</param>
    /// <param name="book">Rules without mistakes.</param>
    /// <param name="brightness">ΔF/F0 of the cells, where a rule needs it; null: none does.</param>
    public static IReadOnlyList<Firing> Run(IEnumerable<TrackedFrame> frames, RuleSet book, RecordedBrightness? brightness = null)
    {
        var engine = new RuleEngine(book);
        engine.BeginSeries();
        var births = new Dictionary<int, Position>();
        var firings = new List<Firing>();
        foreach (var frame in frames)
        {
            foreach (var division in frame.Divisions)
                AddBirths(frame, division, births);
            foreach (var evaluation in engine.Evaluate(frame, brightness?.Of(frame)))
                firings.Add(
                    new Firing(
                        evaluation,
                        [.. evaluation.Occurrence.Daughters.Where(births.ContainsKey).Select(daughter => births[daughter])]
                    )
                );
        }

        return firings;
    }

    private static void AddBirths(TrackedFrame frame, Division division, Dictionary<int, Position> births)
    {
        var voxel = frame.Header.VoxelMicrometres;
        foreach (var cell in frame.Cells)
            if (cell.Track == division.FirstDaughter || cell.Track == division.SecondDaughter)
                births[cell.Track] = new Position(cell.Z * voxel.Z, cell.Y * voxel.Y, cell.X * voxel.X);
    }
}
