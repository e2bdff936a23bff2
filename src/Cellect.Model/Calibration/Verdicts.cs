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
        frames.DivisionOf(mother) is { } probability ? [new Verdict(VerdictKind.Division, probability, right)] : [];

    private static Verdict[] Cell(CellKey key, PublishedFrames frames, bool right) =>
        frames.Find(key.T, key.Track) is not { } seen ? [] : [new Verdict(VerdictKind.Cell, seen.Cell.Score, right)];

    /// <summary>Of a link whether it is right, of a beginning whether there was an origin after all.</summary>
    private static Verdict[] Origin(CellKey key, PublishedFrames frames, bool right) =>
        frames.Find(key.T, key.Track) is not { } seen ? []
        : seen.Begins && seen.Cell.Parent >= 0 ? Division(seen.Cell.Parent, frames, right)
        : [new Verdict(VerdictKind.Origin, seen.Origin, right != seen.Begins)];

    /// <summary>A division that was not told: with the probability that it had all the same, if it was a question at all.</summary>
    private static Verdict[] Missed(TrackEdit edit, CellKey mother, PublishedFrames frames)
    {
        if (frames.Divides(mother.T, mother.Track) && frames.DivisionOf(mother.Track) is { } told)
            return [new Verdict(VerdictKind.Division, told, true)];
        if (edit.Daughters is not [var one, var other])
            return [];
        var (first, second) = (frames.Find(one.T, one.Track)?.Cell.Division ?? 0, frames.Find(other.T, other.Track)?.Cell.Division ?? 0);
        return first > 0 && second > 0 ? [new Verdict(VerdictKind.Division, MathF.Sqrt(first * second), true)] : [];
    }
}
