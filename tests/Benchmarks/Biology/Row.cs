using System.Globalization;

namespace Cellect.Benchmarks.Biology;

/// <summary>A measured value beside its bar.</summary>
internal static class Row
{
    public static void Write(string what, double value, string bar, string note = "") =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what, -58} {value, 8:0.000}   {bar, -12} {note}"));
}
