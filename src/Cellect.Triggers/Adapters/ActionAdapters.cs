using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;
using Microsoft.Extensions.Logging;

namespace Cellect.Triggers.Adapters;

/// <summary>Makes the adapters of the settings. Nothing is connected before it is first used.</summary>
internal static class ActionAdapters
{
    /// <summary>Every adapter by its name; each is the caller's to dispose.</summary>
    /// <param name="options">Checked options.</param>
    /// <param name="time">Clock of stamps and pauses.</param>
    /// <param name="log">Where what went wrong is told.</param>
    public static Dictionary<string, IActionAdapter> Open(MicroscopeOptions options, TimeProvider time, ILogger log) =>
        options.Adapters.ToDictionary(a => a.Key, a => Open(a.Key, a.Value, time, log), StringComparer.OrdinalIgnoreCase);

    /// <summary>One adapter.</summary>
    public static IActionAdapter Open(string name, AdapterOptions options, TimeProvider time, ILogger log) =>
        new RetryingAdapter(name, Link(name, options, log), options.Retry, options.SafeState.ToSettings(), time, log)
        {
            IsRehearsal = options.Rehearsal,
        };

    private static IMicroscopeLink Link(string name, AdapterOptions options, ILogger log) =>
        options.Kind switch
        {
            AdapterKind.ZeroMq => new ZeroMqLink(name, options.Endpoint, options.Form, log),
            AdapterKind.Webhook => new WebhookLink(options.Endpoint, options.Webhook),
            AdapterKind.Serial => new SerialLink(options.Endpoint, options.Serial),
            AdapterKind.MicroManager => new MicroManagerLink(options.Endpoint, options.Core, log),
            AdapterKind.Pymmcore => new PymmcoreLink(options.Endpoint, options.Core),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Kind, "unknown kind of adapter"),
        };
}
