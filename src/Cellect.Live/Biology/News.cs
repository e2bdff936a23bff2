using Cellect.Analysis.Biology;
using Cellect.Analysis.Divisions;
using Cellect.Analysis.Interactions;
using Cellect.Analysis.Tables;
using Cellect.Data.Biology;
using Cellect.Data.Tracks;

namespace Cellect.Live.Biology;

/// <summary>What is told of a frame.</summary>
internal static class News
{
    /// <param name="biology">The analysis of its population.</param>
    /// <param name="analysed">What the frame added.</param>
    /// <param name="frame">The frame as it was analysed.</param>
    /// <param name="told">The same as it was told: its ids are those that others know.</param>
    public static AnalysisNews Of(SeriesBiology biology, AnalysedFrame analysed, TrackedFrame frame, TrackedFrame told)
    {
        var found = analysed.Biology;
        var parts = new PartNews[found.Parts.Count];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = new PartNews(found.Parts[i], biology.Accounts[i].Check.Slope, biology.Accounts[i].Check.RSquared);
        return new AnalysisNews
        {
            T = found.T,
            Seconds = found.Seconds,
            Channel = frame.Header.C,
            Parts = parts,
            Cycle = new CycleNews(CycleTimes.Median(biology.CycleCurve()), biology.Cycles.Divided, biology.Cycles.Censored),
            TracksEnded = biology.Ended,
            TracksMigratory = biology.Migratory,
            Cells = Cells(biology, found, frame, told),
            Interactions = [.. analysed.Interactions.SelectMany(point => point.Events).Select(Of)],
            States = [.. analysed.Interactions.SelectMany(point => point.States).Select(Of)],
        };
    }

    private static InteractionNews Of(Interaction happened) =>
        new(
            happened.T,
            InteractionTables.Word(happened.Kind),
            happened.Population,
            happened.Track,
            happened.PartnerPopulation ?? -1,
            happened.Partner ?? -1,
            happened.Place
        );

    private static StateNews Of(StateCounts counts) =>
        new(counts.Population, counts.T, counts.Free, counts.Contact, counts.Engulfed, counts.Lost);

    private static CellNews[] Cells(SeriesBiology biology, BiologyFrame found, TrackedFrame frame, TrackedFrame told)
    {
        var cells = new CellNews[frame.Cells.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            var life = biology.Find(frame.Cells[i].Track);
            cells[i] = new CellNews(
                told.Cells[i].Track,
                life?.Generation ?? -1,
                (float)(life?.Motility.NewestSpeed ?? double.NaN),
                (float)(i < found.Traces.Count ? found.Traces[i].Relative ?? double.NaN : double.NaN)
            );
        }

        return cells;
    }
}
