using Cellect.Analysis.Divisions;
using Cellect.Analysis.Lives;
using Cellect.Analysis.Motility;
using Cellect.Analysis.Traces;
using Cellect.Data.Biology;
using Cellect.Data.Csv;
using Cellect.Data.Recordings;

namespace Cellect.Analysis.Tables;

/// <summary>The rows of the tables of the analysis. The columns: docs/analysis.md.</summary>
internal static class BiologyTables
{
    public static readonly string MotilityHeader =
        "population,track,parent,generation,first_t,last_t,places,ending,duration_s,path_um,net_um,straightness,mean_speed_um_min,"
        + "median_speed_um_min,largest_speed_um_min,turning_deg,arrest,"
        + string.Concat(DisplacementLags.Lags.Select(lag => $"msd_{lag}_um2,"))
        + "migratory";

    public const string DivisionHeader =
        "population,t,time_s,mother,first_daughter,second_daughter,z_um,y_um,x_um,probability,generation,cycle_s,time_step,regions";

    public const string ProliferationHeader =
        "population,t,time_s,region,cells,growth,in,out,found,lost,corrected_growth,divisions,expected_divisions,cell_hours";

    public const string TraceHeader = "population,t,time_s,track,channel,mean,background,centre,f,f0,dff";

    /// <summary>Every table with its first line; that of the traces, which not every session has, is the last.</summary>
    public static IReadOnlyList<(string File, string Header)> Headers { get; } =
    [
        (BiologyFiles.Motility, MotilityHeader),
        (BiologyFiles.Divisions, DivisionHeader),
        (BiologyFiles.Proliferation, ProliferationHeader),
        (BiologyFiles.Traces, TraceHeader),
    ];

    public static void Append(CsvLine csv, int population, EndedTrack track)
    {
        var (life, motility) = (track.Life, track.Life.Motility);
        csv.Add(population).Add(life.Track).Add(life.Parent).AddOptional(life.Generation).Add(life.FirstT).Add(life.LastT);
        csv.Add(motility.Places).AddWord(Word(track.Ending)).Add(motility.DurationSeconds);
        csv.Add(motility.PathMicrometres).Add(motility.NetMicrometres).AddOptional(motility.Straightness);
        csv.AddOptional(motility.MeanSpeed).AddOptional(motility.MedianSpeed).AddOptional(motility.LargestSpeed);
        csv.AddOptional(motility.TurningDegrees).AddOptional(motility.Arrest);
        foreach (var mean in motility.MeanSquareDisplacements())
            csv.AddOptional(mean);
        csv.Add(motility.IsMigratory ? 1 : 0).EndLine();
    }

    public static void Append(CsvLine csv, int population, DivisionRow row)
    {
        csv.Add(population).Add(row.T).Add(row.Seconds).Add(row.Mother).Add(row.First).Add(row.Second);
        csv.Add(row.Place.Z).Add(row.Place.Y).Add(row.Place.X).Add(row.Probability).AddOptional(row.Generation);
        csv.AddOptional(row.CycleSeconds).Add(row.TimeStep).AddWord(string.Join(';', row.Regions)).EndLine();
    }

    public static void Append(CsvLine csv, int population, ProliferationRow row)
    {
        csv.Add(population).Add(row.T).Add(row.Seconds).AddWord(row.Part).Add(row.Cells).Add(row.Growth);
        csv.Add(row.In).Add(row.Out).Add(row.Found).Add(row.Lost).Add(row.Corrected).Add(row.Divisions);
        csv.Add(row.Expected).Add(row.CellHours).EndLine();
    }

    public static void Append(CsvLine csv, int population, TraceRow row)
    {
        var background = float.IsNaN(row.Signal.Background) ? (float?)null : row.Signal.Background;
        csv.Add(population).Add(row.T).Add(row.Seconds).Add(row.Track).Add(row.Channel).Add(row.Signal.Mean);
        csv.AddOptional(background).Add(row.Signal.Centre);
        csv.AddOptional((float?)row.F).AddOptional((float?)row.Baseline).AddOptional((float?)row.Relative).EndLine();
    }

    private static string Word(TrackEnding ending) =>
        ending switch
        {
            TrackEnding.Divided => "divided",
            TrackEnding.Left => "left",
            TrackEnding.Lost => "lost",
            _ => "open",
        };
}
