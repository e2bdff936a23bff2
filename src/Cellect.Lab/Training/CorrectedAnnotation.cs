using Cellect.Data.Csv;
using Cellect.Data.Edits;
using Cellect.Data.Exchange;

namespace Cellect.Lab.Training;

/// <summary>The corrected tracks of a recording as annotation: what people said is certain, what nobody touched is what a model found.
/// docs/training.md, "From corrections".</summary>
internal static class CorrectedAnnotation
{
    /// <summary>What a place counts of which nobody said anything, beside 1: of a cell times its probability.</summary>
    public const float Untouched = 0.25f;

    // A cell that counts nothing would be none.
    private const float LeastWeight = 0.01f;

    /// <summary>Reads the tracks of a recording with its edits.</summary>
    /// <param name="recording">Folder of the recording.</param>
    /// <param name="dense">Everything in them is right, whether anybody touched it or not.</param>
    /// <param name="population">Channel of the population; null where there is only one.</param>
    /// <exception cref="InvalidInputException">Nobody has corrected anything, or an edit does not fit.</exception>
    public static IReadOnlyList<AnnotatedPoint> Read(string recording, bool dense, int? population = null)
    {
        var edited = EditedTracks.Of(recording, population: population);
        var said = edited.Confirmations();
        var (tracks, keys) = edited.BuildWithKeys();
        if (said.Cells.Count + said.Deleted.Count == 0 && !dense)
            throw new InvalidInputException(
                $"'{recording}' has no corrections in its {EditLog.FileName}: correct it in the window or with cellect correct, or say "
                    + "with --dense that all its tracks are right"
            );
        var origins = TrackEdges.Origins(tracks.Rows);
        var usual = Median([.. tracks.Rows.Select(row => row.Cell.Radius).Where(radius => radius > 0)]);
        var cells = tracks.Rows.Select(
            (row, i) =>
            {
                var isSaid = said.Cells.Contains(keys[i]);
                // A word on a cell is none on where it comes from, and a guess is not worth as much as the word.
                var origin = dense || !isSaid || said.Origins.Contains(keys[i]) ? origins[i] : TrackEdges.None;
                return new AnnotatedPoint(row.T, row.Cell.Z, row.Cell.Y, row.Cell.X, i, origin, Radius(row.Cell.Radius))
                {
                    Weight = dense || isSaid ? 1 : Math.Clamp(Untouched * row.Cell.Score, LeastWeight, Untouched),
                };
            }
        );
        var absent = said.Deleted.Select(
            (cell, i) =>
                new AnnotatedPoint(cell.T, cell.Z, cell.Y, cell.X, tracks.Rows.Count + i, TrackEdges.None, Radius(cell.Radius))
                {
                    IsAbsent = true,
                }
        );
        return [.. cells, .. absent];

        float Radius(float radius) => radius > 0 ? radius : usual;
    }

    private static float Median(float[] radii)
    {
        // Of tracks without a radius the images tell it.
        if (radii.Length == 0)
            return 0;
        Array.Sort(radii);
        return radii[radii.Length / 2];
    }
}
