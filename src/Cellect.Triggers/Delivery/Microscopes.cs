using Cellect.Triggers.Actions;
using Cellect.Triggers.Stage;

namespace Cellect.Triggers.Delivery;

/// <summary>Everything that reaches a microscope.</summary>
/// <param name="Adapters">The adapters by name; owned.</param>
/// <param name="Watchdog">The process that restores when the service cannot; owned.</param>
/// <param name="Stage">From places in the images to stage positions.</param>
internal sealed record Microscopes(IReadOnlyDictionary<string, IActionAdapter> Adapters, IWatchdog Watchdog, StageMap Stage)
    : IAsyncDisposable
{
    /// <summary>Names of the adapters that are no rehearsal: a specimen may be at stake.</summary>
    public IReadOnlyList<string> Real { get; } = [.. Adapters.Where(a => !a.Value.IsRehearsal).Select(a => a.Key)];

    /// <summary>Lets go of everything; the watchdog first, for it restores when nobody has disarmed.</summary>
    public async ValueTask DisposeAsync()
    {
        await Watchdog.DisposeAsync();
        foreach (var adapter in Adapters.Values)
            await adapter.DisposeAsync();
    }
}
