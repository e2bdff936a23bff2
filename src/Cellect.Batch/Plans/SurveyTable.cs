using System.Globalization;
using System.Text;
using Cellect.Model.Networks;

namespace Cellect.Batch.Plans;

/// <summary><c>survey.csv</c>: a row a time point.</summary>
internal static class SurveyTable
{
    private const string Header = "t,unusable,low,scale,shift_z,shift_y,shift_x,repeated";

    /// <summary>Writes it.</summary>
    public static void Write(string path, IReadOnlyList<FrameFacts> facts)
    {
        var text = new StringBuilder(Header + "\n");
        foreach (var (t, unusable, normalization, shift, repeated) in facts)
            text.Append(
                CultureInfo.InvariantCulture,
                $"{t},{unusable},{normalization.Low:R},{normalization.Scale:R},{shift.Z},{shift.Y},{shift.X},{(repeated ? 1 : 0)}\n"
            );
        PlanFolder.Replace(path, Encoding.ASCII.GetBytes(text.ToString()));
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">It is not as it was written.</exception>
    public static FrameFacts[] Read(string path, int frames)
    {
        var lines = File.ReadAllLines(path);
        if (lines.Length != frames + 1 || lines[0] != Header)
            throw new InvalidDataException($"{path}: has {lines.Length - 1} rows for {frames} time points; plan again");
        try
        {
            return [.. lines.Skip(1).Select(Row)];
        }
        catch (Exception e) when (e is FormatException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException($"{path}: {e.Message}; plan again", e);
        }
    }

    private static FrameFacts Row(string line)
    {
        var f = line.Split(',');
        return new FrameFacts(
            int.Parse(f[0], CultureInfo.InvariantCulture),
            f[1].Length == 0 ? null : f[1],
            new Normalization(float.Parse(f[2], CultureInfo.InvariantCulture), float.Parse(f[3], CultureInfo.InvariantCulture)),
            (
                int.Parse(f[4], CultureInfo.InvariantCulture),
                int.Parse(f[5], CultureInfo.InvariantCulture),
                int.Parse(f[6], CultureInfo.InvariantCulture)
            ),
            f[7] == "1"
        );
    }
}
