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
    public static AnalysisNews Of(SeriesBiology biology, AnalysedFrame analysed, TrackedFrame frame)
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
            Cells = Cells(biology, frame),
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

    private static CellNews[] Cells(SeriesBiology biology, TrackedFrame frame)
    {
        var cells = new CellNews[frame.Cells.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            var track = frame.Cells[i].Track;
            var life = biology.Find(track);
            cells[i] = new CellNews(track, life?.Generation ?? -1, (float)(life?.Motility.NewestSpeed ?? double.NaN));
        }

        return cells;
    }
}
