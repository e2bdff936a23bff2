using System.Globalization;

namespace Cellect.Lab.Reports;

/// <summary>Writes errors.csv: <c>result,kind,frame,z,y,x,source,id,what</c>, positions in voxels.</summary>
internal static class ErrorsCsv
{
    public static void Write(TextWriter writer, IReadOnlyList<PointEvaluation> results)
    {
        writer.Write("result,kind,frame,z,y,x,source,id,what\n");
        foreach (var result in results)
        foreach (var error in result.Linajea.Errors)
            writer.Write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Quoted(result.Name)},{ErrorNames.Short(error.Kind)},{error.Frame},"
                        + $"{error.Z:0.###},{error.Y:0.###},{error.X:0.###},{error.Source},{error.Id},{Quoted(error.What)}\n"
                )
            );
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"")}\"";
}
