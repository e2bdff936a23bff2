using Cellect.Dashboard.Web;
using Cellect.Data.Status;
using Cellect.Triggers.Control;
using Cellect.Triggers.Settings;

namespace Cellect.Live.Hosting;

/// <summary>What the page is given of the rest of the service: the command token says who may ask for codes.</summary>
internal static class PageSteering
{
    /// <summary>The command that <c>cellect dashboard</c> signs.</summary>
    public const string CodeCommand = "sign-in-code";

    /// <summary>The parts; makes the command token where there is none.</summary>
    /// <exception cref="IOException">The token can be neither read nor made.</exception>
    public static PageParts Parts(
        TriggerOptions options,
        Func<ServiceStatus> status,
        Func<ServiceHealth> health,
        ITriggerControl? triggers,
        TimeProvider time
    )
    {
        var token = CommandToken.ReadOrMake(CommandToken.PathOf(options.CommandTokenFile, options.StateDirectory));
        var (gate, one) = (new CommandGate(token, CommandTokenNeed.Always, time), new Lock());
        return new PageParts
        {
            Status = status,
            Health = health,
            Triggers = triggers,
            CodeRefusal = (line, from) =>
            {
                var signed = SignedCommand.Parse(line);
                if (signed.Command != CodeCommand)
                    return $"'{CodeCommand}' must be signed";
                lock (one)
                    return gate.Refusal(signed, from, out _);
            },
        };
    }
}
