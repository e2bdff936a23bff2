using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Cellect.Triggers.Audit;
using Cellect.Triggers.Rules;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers;

/// <summary>Compiles the rules of the settings for a session.</summary>
internal static class RuleSource
{
    /// <summary>The rules, and they as facts for the audit log.</summary>
    /// <param name="options">Checked options.</param>
    /// <param name="adapters">The adapters that there are.</param>
    /// <param name="confirms">Whether the model confirms its divisions.</param>
    /// <exception cref="ValidationException">Lists every mistake.</exception>
    public static (RuleSet Book, JsonObject Facts) Compile(TriggerOptions options, IReadOnlyCollection<string> adapters, bool confirms)
    {
        var mistakes = new List<string>();
        var regions = RuleFile.ReadRegions(options.RegionsFile, mistakes);
        var book = new RuleSet(options, regions, [.. adapters]);
        mistakes.AddRange(book.Mistakes);
        if (!confirms)
            mistakes.AddRange(
                options
                    .Rules.Where(rule => rule.When.AsksForConfirmed)
                    .Select(rule =>
                        $"Triggers:Rules '{rule.Name}': Confirmed true waits for what the model confirms, and Model:Linker:Confirm is "
                        + "false; set it to true, which takes a new start, or use ConfirmVolumes"
                    )
            );
        return mistakes.Count == 0
            ? (book, AuditReplay.Facts(options, regions))
            : throw new ValidationException(string.Join(Environment.NewLine, mistakes));
    }
}
