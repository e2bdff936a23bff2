using System.Net;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Control;

/// <summary>Where commands to a service go that is watched from elsewhere.</summary>
internal static class CommandDoor
{
    /// <summary>The endpoint, <c>tcp://HOST:PORT</c>; null where the service takes none from here.</summary>
    /// <param name="viewed">Where the service publishes, <c>tcp://HOST:PORT</c>.</param>
    /// <param name="told">Where it takes commands, as its status says: the address that the door is bound to. Empty: it does not say; the
    /// usual port is tried.</param>
    /// <param name="why">Why there is none, and the remedy; empty where there is one.</param>
    public static string? Find(string viewed, string told, out string why)
    {
        why = "";
        var isTold = CommandEndpoint.Mistake(told) is null;
        var bound = CommandEndpoint.Parse(isTold ? told : new TriggerOptions().CommandEndpoint);
        if (!isTold || !IPAddress.IsLoopback(bound.Address) || CommandEndpoint.IsOfThisComputer(viewed))
            return FormattableString.Invariant($"{viewed[..viewed.LastIndexOf(':')]}:{bound.Port}");
        why = FormattableString.Invariant(
            $"the service takes commands from its own computer alone (tcp://{bound}): there, set Triggers:CommandEndpoint to "
        );
        why += FormattableString.Invariant($"tcp://0.0.0.0:{bound.Port} and Triggers:CommandTokenFile (docs/security.md)");
        return null;
    }
}
