using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Cellect.Data.Csv;
using Cellect.Live.Hosting;

namespace Cellect.Live.Commands;

/// <summary>The options that the verbs of <c>evaluate</c> share, and how their errors end.</summary>
internal static class EvaluateOptions
{
    public static Option<string[]> Compare(string description) =>
        new("--compare")
        {
            AllowMultipleArgumentsPerToken = true,
            HelpName = "B ...",
            Description = description,
        };

    public static Option<bool> Json() => new("--json") { Description = "one JSON object on standard output (an array with --compare)" };

    public static Option<(double Z, double Y, double X)> Voxel() =>
        new("--voxel")
        {
            Required = true,
            HelpName = "z,y,x",
            Description = "size of a voxel, in the unit of --max-distance (5,1,1 counts z five-fold)",
            CustomParser = argument =>
                Numbers(argument, "--voxel", 3, "three numbers above 0 such as 2.03,0.406,0.406") is [var z, var y, var x]
                    ? (z, y, x)
                    : default,
        };

    public static Option<double> MaxDistance() =>
        new("--max-distance")
        {
            Required = true,
            HelpName = "D",
            Description = "farthest pair that may match, in the unit of --voxel",
            CustomParser = argument => Numbers(argument, "--max-distance", 1, "a number above 0") is [var distance] ? distance : default,
        };

    public static Option<double> Overlap() =>
        new("--overlap")
        {
            HelpName = "SHARE",
            Description = "overlap above which a true track counts as followed (0.8)",
            DefaultValueFactory = _ => 0.8,
            CustomParser = argument =>
                Numbers(argument, "--overlap", 1, "a number above 0 and below 1", 1) is [var share] ? share : default,
        };

    public static Option<(int First, int Last)?> Frames() =>
        new("--frames")
        {
            HelpName = "FIRST-LAST",
            Description = "frames that count, such as 0-269 (those of the truth)",
            CustomParser = argument =>
            {
                var text = argument.Tokens[0].Value.Split('-');
                if (text.Length == 2 && Frame(text[0], out var first) && Frame(text[1], out var last) && first <= last)
                    return (first, last);
                argument.AddError($"--frames is '{argument.Tokens[0].Value}', not two frames such as 0-269, the first not after the last");
                return null;
            },
        };

    /// <summary>Runs an evaluation; what cannot be read ends in one line and exit code 3.</summary>
    public static int Guard(ParseResult parsed, Action evaluate)
    {
        try
        {
            evaluate();
            return ExitCode.Done;
        }
        catch (InvalidInputException unusable)
        {
            parsed.InvocationConfiguration.Error.WriteLine(unusable.Message);
            return ExitCode.InputUnusable;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            parsed.InvocationConfiguration.Error.WriteLine(failure.Message);
            return ExitCode.Failed;
        }
    }

    private static bool Frame(string text, out int frame) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out frame);

    private static double[]? Numbers(ArgumentResult argument, string option, int count, string legal, double below = double.MaxValue)
    {
        var text = argument.Tokens[0].Value;
        var parts = text.Split(',');
        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            if (
                !double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || !(numbers[i] > 0 && numbers[i] < below)
            )
                count = -1;
        if (parts.Length == count)
            return numbers;
        argument.AddError($"{option} is '{text}', not {legal}");
        return null;
    }
}
