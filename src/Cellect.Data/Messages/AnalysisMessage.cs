using Cellect.Data.Biology;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Topic <c>analysis</c>: what the tracks mean so far, once a frame.</summary>
internal static class AnalysisMessage
{
    public const string Topic = "analysis";

    private static readonly MessageFields<PartNews> PartFields = new()
    {
        { "name", part => part.Row.Part },
        { "cells", part => part.Row.Cells },
        { "growth", part => part.Row.Growth },
        { "in", part => part.Row.In },
        { "out", part => part.Row.Out },
        { "found", part => part.Row.Found },
        { "lost", part => part.Row.Lost },
        { "corrected_growth", part => part.Row.Corrected },
        { "divisions", part => part.Row.Divisions },
        { "expected_divisions", part => part.Row.Expected },
        { "cell_hours", part => part.Row.CellHours },
        { "slope", part => part.Slope },
        { "r2", part => part.RSquared },
    };

    private static readonly MessageFields<CycleNews> CycleFields = new()
    {
        { "median_s", cycle => cycle.MedianSeconds },
        { "divided", cycle => cycle.Divided },
        { "censored", cycle => cycle.Censored },
    };

    private static readonly MessageFields<AnalysisNews> TrackFields = new()
    {
        { "ended", news => news.TracksEnded },
        { "migratory", news => news.TracksMigratory },
    };

    private static readonly MessageFields<IReadOnlyList<CellNews>> CellFields = new()
    {
        { "track", Column.Of<CellNews>(static cell => cell.Track) },
        { "generation", Column.Of<CellNews>(static cell => cell.Generation) },
        { "speed_um_min", Column.Of<CellNews>(static cell => cell.Speed) },
    };

    private static readonly MessageFields<InteractionNews> InteractionFields = new()
    {
        { "event", happened => happened.Event },
        { "event_t", happened => happened.T },
        { "c", happened => happened.Population },
        { "track", happened => happened.Track },
        { "partner_c", happened => happened.PartnerPopulation },
        { "partner", happened => happened.Partner },
        { "place_um", happened => (happened.Place.Z, happened.Place.Y, happened.Place.X) },
    };

    private static readonly MessageFields<StateNews> StateFields = new()
    {
        { "c", counts => counts.Population },
        { "t", counts => counts.T },
        { "free", counts => counts.Free },
        { "contact", counts => counts.Contact },
        { "engulfed", counts => counts.Engulfed },
        { "lost", counts => counts.Lost },
    };

    private static readonly MessageFields<AnalysisNews> Fields = new()
    {
        { "analysed_t", news => news.T },
        { "time_s", news => news.Seconds },
        { "c", news => news.Channel },
        { "regions", WriteParts },
        { "cycle", CycleFields, news => news.Cycle },
        { "tracks", TrackFields, news => news },
        { "n", news => news.Cells.Count },
        { "cells", CellFields, news => news.Cells },
        { "interactions", (ref writer, news) => Write(ref writer, InteractionFields, news.Interactions) },
        { "states", (ref writer, news) => Write(ref writer, StateFields, news.States) },
    };

    public static void Write(ref MessagePackWriter writer, in Envelope envelope, AnalysisNews news) =>
        envelope.Write(ref writer, Topic, Fields, news);

    private static void WriteParts(ref MessagePackWriter writer, AnalysisNews news) => Write(ref writer, PartFields, news.Parts);

    private static void Write<T>(ref MessagePackWriter writer, MessageFields<T> fields, IReadOnlyList<T> all)
    {
        writer.WriteArrayHeader(all.Count);
        foreach (var one in all)
            fields.WriteMap(ref writer, one);
    }
}
