using Cellect.Data.Biology;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Topic <c>analysis</c>: what the tracks mean so far, once a frame.</summary>
internal static class AnalysisMessage
{
    public const string Topic = "analysis";

    public static void Write(ref MessagePackWriter writer, in Envelope envelope, AnalysisNews news)
    {
        envelope.Write(ref writer, Topic, more: 8);
        writer.Write("analysed_t");
        writer.Write(news.T);
        writer.Write("time_s");
        writer.Write(news.Seconds);
        writer.Write("c");
        writer.Write(news.Channel);
        writer.Write("regions");
        writer.WriteArrayHeader(news.Parts.Count);
        foreach (var part in news.Parts)
            WritePart(ref writer, part);
        writer.Write("cycle");
        WriteCycle(ref writer, news.Cycle);
        writer.Write("tracks");
        writer.WriteMapHeader(2);
        writer.Write("ended");
        writer.Write(news.TracksEnded);
        writer.Write("migratory");
        writer.Write(news.TracksMigratory);
        writer.Write("n");
        writer.Write(news.Cells.Count);
        writer.Write("cells");
        writer.WriteMapHeader(3);
        Column.Write(ref writer, "track", news.Cells, static cell => cell.Track);
        Column.Write(ref writer, "generation", news.Cells, static cell => cell.Generation);
        Column.Write(ref writer, "speed_um_min", news.Cells, static cell => cell.Speed);
    }

    private static void WritePart(ref MessagePackWriter writer, PartNews part)
    {
        var row = part.Row;
        writer.WriteMapHeader(13);
        writer.Write("name");
        writer.Write(row.Part);
        writer.Write("cells");
        writer.Write(row.Cells);
        writer.Write("growth");
        writer.Write(row.Growth);
        writer.Write("in");
        writer.Write(row.In);
        writer.Write("out");
        writer.Write(row.Out);
        writer.Write("found");
        writer.Write(row.Found);
        writer.Write("lost");
        writer.Write(row.Lost);
        writer.Write("corrected_growth");
        writer.Write(row.Corrected);
        writer.Write("divisions");
        writer.Write(row.Divisions);
        writer.Write("expected_divisions");
        writer.Write(row.Expected);
        writer.Write("cell_hours");
        writer.Write(row.CellHours);
        Optional(ref writer, "slope", part.Slope);
        Optional(ref writer, "r2", part.RSquared);
    }

    private static void WriteCycle(ref MessagePackWriter writer, in CycleNews cycle)
    {
        writer.WriteMapHeader(3);
        Optional(ref writer, "median_s", cycle.MedianSeconds);
        writer.Write("divided");
        writer.Write(cycle.Divided);
        writer.Write("censored");
        writer.Write(cycle.Censored);
    }

    private static void Optional(ref MessagePackWriter writer, string key, double? value)
    {
        writer.Write(key);
        if (value is { } number)
            writer.Write(number);
        else
            writer.WriteNil();
    }
}
