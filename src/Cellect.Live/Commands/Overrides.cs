using System.CommandLine;
using System.ComponentModel.DataAnnotations;

namespace Cellect.Live.Commands;

/// <summary>Options given on the command line as <c>--Section:Key value</c>.</summary>
internal static class Overrides
{
    /// <summary>What a verb's own options leave over. Refuses what the configuration reader would pass over in silence.</summary>
    /// <exception cref="ValidationException">A word that is neither such a name nor its value.</exception>
    public static string[] Of(ParseResult parsed)
    {
        var (arguments, command) = (parsed.UnmatchedTokens.ToArray(), parsed.CommandResult.Command);
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i];
            if (name.StartsWith("--", StringComparison.Ordinal) && !name.Contains(':'))
                throw new ValidationException(UsageMistake.NoOption(name, command));
            if (!name.StartsWith("--", StringComparison.Ordinal))
                throw new ValidationException(
                    $"'{name}' is not an option; options are --Section:Key value, for example --Record:Directory results/today"
                );
            if (!name.Contains('=') && ++i >= arguments.Length)
                throw new ValidationException($"'{name}' lacks its value; write {name} VALUE");
        }

        return arguments;
    }
}
