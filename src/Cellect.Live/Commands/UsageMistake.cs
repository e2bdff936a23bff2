using System.CommandLine;
using Cellect.Data.Settings;

namespace Cellect.Live.Commands;

/// <summary>What is wrong with a command line, in one line, with what may have been meant.</summary>
internal static class UsageMistake
{
    /// <summary>The first mistake of a command line that has some.</summary>
    public static string Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var name = NameOf(command);
        var verbs = command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name).ToArray();
        if (parsed.UnmatchedTokens.FirstOrDefault(word => IsUnknown(command, word)) is { } unknown)
            return verbs.Length > 0 && !IsOption(unknown)
                ? $"'{unknown}' is no verb of {name}{Nearest.Hint(unknown, verbs)}; {name} --help lists them"
                : NoOption(unknown, command);
        return verbs.Length > 0
            ? $"{name} needs a verb, such as {name} {verbs[0]}; {name} --help lists them"
            : $"{parsed.Errors[0].Message.TrimEnd('.')}; {name} --help lists what is legal";
    }

    /// <summary>That a verb has no such option.</summary>
    public static string NoOption(string word, Command command) =>
        $"'{word}' is no option of {NameOf(command)}{Nearest.Hint(word, command.Options.Select(option => option.Name))}; "
        + $"{NameOf(command)} --help lists them";

    // What else follows may be settings and their values, which are checked where they are read.
    private static bool IsUnknown(Command command, string word) =>
        command.TreatUnmatchedTokensAsErrors || (IsOption(word) && !word.Contains(':'));

    private static bool IsOption(string word) => word.StartsWith('-');

    private static string NameOf(Command command) =>
        string.Join(' ', command.Parents.OfType<Command>().Select(NameOf).Append(command is RootCommand ? "cellect" : command.Name));
}
