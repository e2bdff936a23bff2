using Cellect.Data.Biology;
using Cellect.Data.Regions;
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
        { "dff", Column.Of<CellNews>(static cell => cell.Relative) },
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

    /// <summary>What a message tells.</summary>
    /// <exception cref="InvalidDataException">A key is missing or wrong.</exception>
    public static AnalysisNews Read(MessageMap message)
    {
        var (t, seconds) = (message.Small("analysed_t"), message.Number("time_s"));
        var (cycle, tracks) = (message.Map("cycle"), message.Map("tracks"));
        return new AnalysisNews
        {
            T = t,
            Seconds = seconds,
            Channel = message.Small("c"),
            Parts = [.. message.Maps("regions").Select(part => ReadPart(part, t, seconds))],
            Cycle = new CycleNews(Known(cycle, "median_s"), cycle.Whole("divided"), cycle.Whole("censored")),
            TracksEnded = tracks.Whole("ended"),
            TracksMigratory = tracks.Whole("migratory"),
            Cells = ReadCells(message.Map("cells"), message.Small("n")),
            Interactions = [.. message.Maps("interactions").Select(ReadInteraction)],
            States = [.. message.Maps("states").Select(ReadState)],
        };
    }

    private static PartNews ReadPart(MessageMap part, int t, double seconds) =>
        new(
            new ProliferationRow(
                t,
                seconds,
                part.Text("name"),
                part.Small("cells"),
                part.Small("growth"),
                part.Whole("in"),
                part.Whole("out"),
                part.Whole("found"),
                part.Whole("lost"),
                part.Whole("divisions"),
                part.Number("expected_divisions"),
                part.Number("cell_hours")
            ),
            Known(part, "slope"),
            Known(part, "r2")
        );

    private static CellNews[] ReadCells(MessageMap cells, int rows)
    {
        var (tracks, generations) = (cells.Column<int>("track", rows), cells.Column<int>("generation", rows));
        var (speeds, relative) = (cells.Column<float>("speed_um_min", rows), cells.Column<float>("dff", rows));
        return [.. tracks.Select((track, i) => new CellNews(track, generations[i], speeds[i], relative[i]))];
    }

    private static InteractionNews ReadInteraction(MessageMap happened)
    {
        var (z, y, x) = happened.Triple("place_um");
        return new InteractionNews(
            happened.Small("event_t"),
            happened.Text("event"),
            happened.Small("c"),
            happened.Small("track"),
            happened.Small("partner_c"),
            happened.Small("partner"),
            new Position(z, y, x)
        );
    }

    private static StateNews ReadState(MessageMap counts) =>
        new(
            counts.Small("c"),
            counts.Small("t"),
            counts.Small("free"),
            counts.Small("contact"),
            counts.Small("engulfed"),
            counts.Whole("lost")
        );

    private static double? Known(MessageMap map, string key) => map.Has(key) ? map.Number(key) : null;

    private static void WriteParts(ref MessagePackWriter writer, AnalysisNews news) => Write(ref writer, PartFields, news.Parts);

    private static void Write<T>(ref MessagePackWriter writer, MessageFields<T> fields, IReadOnlyList<T> all)
    {
        writer.WriteArrayHeader(all.Count);
        foreach (var one in all)
            fields.WriteMap(ref writer, one);
    }
}
