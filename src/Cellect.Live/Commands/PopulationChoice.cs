using System.CommandLine;

namespace Cellect.Live.Commands;

/// <summary>The option <c>--population N</c> of verbs that take the tracks of one population.</summary>
internal static class PopulationChoice
{
    public static Option<int?> Create() =>
        new("--population") { HelpName = "N", Description = "Channel of the population, where the recording holds several." };
}
