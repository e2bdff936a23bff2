using Cellect.Data.Edits;

namespace Cellect.Model.Calibration;

/// <summary>What an edit says of what was published.</summary>
internal static class Verdicts
{
    /// <summary>The words in an edit; none where it says nothing of a probability, or what it is about is not known any more.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="frames">What was published.</param>
    public static IReadOnlyList<Verdict> Of(TrackEdit edit, PublishedFrames frames) =>
        edit.Cell is not { } cell
            ? []
            : edit.Edit switch
            {
                EditKind.Accept when frames.Divides(cell.T, cell.Track) => Division(cell.Track, frames, true),
                EditKind.Accept => [.. Cell(cell, frames, true), .. Origin(cell, frames, true)],
                EditKind.Undivide => Division(cell.Track, frames, false),
                EditKind.Divide => Missed(edit, cell, frames),
                EditKind.Unlink or EditKind.Relink => Origin(cell, frames, false),
                EditKind.Delete => Cell(cell, frames, false),
                _ => [],
            };

    private static Verdict[] Division(int mother, PublishedFrames frames, bool right) =>
        frames.DivisionOf(mother) is var (probability, evidence) ? [new Verdict(VerdictKind.Division, probability, right, evidence)] : [];

    private static Verdict[] Cell(CellKey key, PublishedFrames frames, bool right) =>
        frames.Find(key.T, key.Track) is not { } seen ? []
        // What is no cell is no daughter either.
        : !right ? [new Verdict(VerdictKind.Cell, seen.Cell.Score, false, []), .. NoDaughter(seen)]
        : [new Verdict(VerdictKind.Cell, seen.Cell.Score, true, [])];

    /// <summary>The cell might have been a daughter just born, and was not.</summary>
    private static Verdict[] NoDaughter(in PublishedFrames.Seen seen) =>
        seen.Cell.Division > 0 && seen.Evidence.Length > 0
            ? [new Verdict(VerdictKind.Division, seen.Cell.Division, false, seen.Evidence)]
            : [];

    /// <summary>Of a link whether it is right, of a beginning whether there was an origin after all.</summary>
    private static Verdict[] Origin(CellKey key, PublishedFrames frames, bool right) =>
        frames.Find(key.T, key.Track) is not { } seen ? []
        : seen.Begins && seen.Cell.Parent >= 0 ? Division(seen.Cell.Parent, frames, right)
        : [new Verdict(VerdictKind.Origin, seen.Origin, right != seen.Begins, []), .. right ? NoDaughter(seen) : []];

    /// <summary>A division that was not told: with the probability that it had all the same, if it was a question at all.</summary>
    private static Verdict[] Missed(TrackEdit edit, CellKey mother, PublishedFrames frames)
    {
        if (frames.Divides(mother.T, mother.Track))
            return Division(mother.Track, frames, true);
        if (edit.Daughters is not [var one, var other])
            return [];
        return
            frames.Find(one.T, one.Track) is { Cell.Division: > 0 } first
            && frames.Find(other.T, other.Track) is { Cell.Division: > 0 } second
            ? [new Verdict(VerdictKind.Division, MathF.Sqrt(first.Cell.Division * second.Cell.Division), true, second.Evidence)]
            : [];
    }
}
