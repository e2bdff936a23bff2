using System.Globalization;
using System.Text;
using Cellect.Data.Csv;
using Cellect.Data.Tracks;

namespace Cellect.Data.Recordings;

/// <summary><c>division_events.csv</c>: a row for each division that was confirmed or withdrawn, written when it is known. The columns:
/// docs/recording.md.</summary>
internal static class DivisionEventTable
{
    private const string FileName = "division_events.csv";

    // A table of divisions is small; more is not one of ours.
    private const int MostRows = 10_000_000;

    /// <summary>The table.</summary>
    public static readonly EventTable Table = new(
        FileName,
        "known_t,t,mother,first_daughter,second_daughter,state,probability,continues,z,y,x,population",
        Rows
    );

    /// <summary>The outcomes of a recording, in the order in which they were known, with the time point and the population of that; none
    /// where it has no such table.</summary>
    /// <param name="folder">The recording.</param>
    /// <param name="isWhole">Whether a time point of a population was recorded whole; others are left out.</param>
    /// <exception cref="InvalidDataException">A row is damaged.</exception>
    public static IReadOnlyList<(int KnownT, int Population, DivisionOutcome Outcome)> Read(string folder, Func<int, int, bool> isWhole)
    {
        var path = Path.Combine(folder, FileName);
        var outcomes = new List<(int, int, DivisionOutcome)>();
        if (!File.Exists(path))
            return outcomes;
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        _ = file.ReadLine();
        for (var row = 2; file.ReadLine() is { } line; row++)
        {
            if (outcomes.Count == MostRows)
                throw new InvalidDataException($"{path} has more than {MostRows} rows; delete the file to read the recording without it");
            var fields = line.Split(',');
            if (Parse(fields) is { } read)
            {
                if (isWhole(read.KnownT, read.Population))
                    outcomes.Add(read);
                continue;
            }

            // Torn by a crash, or still being written: its frame is not recorded whole either.
            if (!file.EndOfStream)
                throw new InvalidDataException(
                    $"{path}, line {row}: '{line}' is no outcome of a division; delete the file to read the tracks as they were published"
                );
        }

        return outcomes;
    }

    private static (int KnownT, int Population, DivisionOutcome Outcome)? Parse(string[] fields)
    {
        if (fields.Length != 12)
            return null;
        int[] columns = [0, 1, 2, 3, 4, 7, 11];
        var whole = new int[columns.Length];
        for (var i = 0; i < columns.Length; i++)
            if (!int.TryParse(fields[columns[i]], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out whole[i]))
                return null;
        int[] places = [6, 8, 9, 10];
        var real = new float[places.Length];
        for (var i = 0; i < places.Length; i++)
            if (!float.TryParse(fields[places[i]], NumberStyles.Float, CultureInfo.InvariantCulture, out real[i]))
                return null;
        var (first, second, continues) = (whole[3], whole[4], whole[5]);
        if (DivisionStates.Of(fields[5]) is not { } state || state < DivisionState.Confirmed || (continues != first && continues != second))
            return null;
        var division = new Division(whole[2], first, second, real[1], real[2], real[3], real[0]) { State = state };
        return (whole[0], whole[6], new DivisionOutcome(whole[1], division, continues));
    }

    private static string Rows(TrackedFrame frame)
    {
        if (frame.Outcomes.Count == 0)
            return "";
        var csv = new CsvLine();
        foreach (var (t, division, continues) in frame.Outcomes)
        {
            csv.Add(frame.Header.T).Add(t).Add(division.Mother).Add(division.FirstDaughter).Add(division.SecondDaughter);
            csv.AddWord(division.State.Word()).Add(division.Probability).Add(continues);
            csv.Add(division.Z).Add(division.Y).Add(division.X).Add(frame.Header.C).EndLine();
        }

        return Encoding.ASCII.GetString(csv.Written);
    }
}
