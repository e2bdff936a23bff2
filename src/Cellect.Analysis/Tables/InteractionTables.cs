using Cellect.Analysis.Interactions;
using Cellect.Data.Csv;
using Cellect.Data.Recordings;

namespace Cellect.Analysis.Tables;

/// <summary>The rows of the tables of what goes on between populations. The columns: docs/analysis.md.</summary>
internal static class InteractionTables
{
    public const string InteractionHeader = "population,t,time_s,event,track,partner_population,partner,z_um,y_um,x_um,distance_um,told_t";

    public const string StateHeader = "population,t,time_s,free,contact,engulfed,lost";

    public const string DistanceHeader = "population,t,event_t,event,track,partner_population,partner,after_s,distance_um";

    /// <summary>Every table with its first line.</summary>
    public static IReadOnlyList<(string File, string Header)> Headers { get; } =
    [(BiologyFiles.Interactions, InteractionHeader), (BiologyFiles.States, StateHeader), (BiologyFiles.Distances, DistanceHeader)];

    public static void Append(CsvLine csv, Interaction row)
    {
        csv.Add(row.Population).Add(row.T).Add(row.Seconds).AddWord(Word(row.Kind)).Add(row.Track);
        csv.AddOptional(row.PartnerPopulation).AddOptional(row.Partner);
        csv.Add(row.Place.Z).Add(row.Place.Y).Add(row.Place.X).AddOptional(row.Distance).Add(row.ToldT).EndLine();
    }

    public static void Append(CsvLine csv, StateCounts row) =>
        csv.Add(row.Population).Add(row.T).Add(row.Seconds).Add(row.Free).Add(row.Contact).Add(row.Engulfed).Add(row.Lost).EndLine();

    public static void Append(CsvLine csv, DistanceCurve curve)
    {
        var about = curve.Event;
        foreach (var point in curve.Points)
        {
            csv.Add(about.Population).Add(point.T).Add(about.T).AddWord(Word(about.Kind)).Add(about.Track);
            csv.AddOptional(about.PartnerPopulation).AddOptional(about.Partner).Add(point.Seconds).Add(point.Distance).EndLine();
        }
    }

    /// <summary>An event as tables and messages name it.</summary>
    public static string Word(InteractionKind kind) =>
        kind switch
        {
            InteractionKind.Contact => "contact",
            InteractionKind.Parted => "parted",
            InteractionKind.Engulfed => "engulfed",
            InteractionKind.Released => "released",
            _ => "lost",
        };
}
