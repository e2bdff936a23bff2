using Cellect.Data.Volumes;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Reporting;
using Microsoft.Extensions.Logging;

namespace Cellect.Triggers.Watchdog;

/// <summary>Puts one microscope back to its recorded state, and makes sure that it stays there.</summary>
/// <remarks>
/// An action that the service had sent when it died may still wait at the microscope and be carried out after the recorded state was put
/// back: so the settings are read again a moment later, and put back again where they differ.
/// </remarks>
/// <param name="time">Clock.</param>
/// <param name="timeout">How long a microscope that does not answer is waited for.</param>
/// <param name="log">Gets each try.</param>
/// <param name="isSettled">Whether somebody else has put it back meanwhile: then it is left alone, for it may be armed again.</param>
internal sealed class MicroscopeRestorer(TimeProvider time, TimeSpan timeout, ILogger log, Func<bool>? isSettled = null)
{
    /// <summary>Stands in the result of a microscope that is not back.</summary>
    public const string NotBack = "NOT put back";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private const int MaxRounds = 5;

    /// <summary>Restores with retries.</summary>
    /// <returns>One line: what became of it.</returns>
    public async Task<string> RestoreAsync(string arming, IActionAdapter adapter, MicroscopeSettings recorded)
    {
        if (recorded.IsEmpty)
            return $"{adapter.Name}: nothing was recorded, nothing is put back";
        var start = time.GetTimestamp();
        var last = "";
        for (var round = 1; round <= MaxRounds; )
        {
            if (isSettled?.Invoke() == true)
                return $"{adapter.Name}: left alone, somebody else has put it back";
            var reply = await adapter.SendAsync(
                ActionRequest.Restore(round == 1 ? arming : $"{arming}-{round}", adapter.Name, recorded, time.UtcNanoseconds()),
                CancellationToken.None
            );
            last = $"{reply.Outcome}{(reply.Detail.Length > 0 ? $" ({reply.Detail})" : "")}";
            if (reply.Outcome == ActionOutcome.Done)
            {
                last = await DifferenceAsync(adapter, recorded);
                if (last.Length == 0)
                    return $"{adapter.Name}: put back";
                round++;
            }

            WatchdogLog.Again(log, adapter.Name, last);
            if (time.GetElapsedTime(start) > timeout)
                break;
            await Task.Delay(Pause, time);
        }

        return $"{adapter.Name}: {NotBack}: {last}";
    }

    /// <summary>What still differs a moment later; empty when all is as recorded or cannot be read.</summary>
    private async Task<string> DifferenceAsync(IActionAdapter adapter, MicroscopeSettings recorded)
    {
        if (!adapter.CanRead)
            return "";
        await Task.Delay(Pause, time);
        try
        {
            return SettingsComparison.Mismatch(recorded, await adapter.ReadAsync(CancellationToken.None));
        }
        catch (IOException e)
        {
            // It acknowledged; that it is silent now does not undo that.
            WatchdogLog.NotRead(log, adapter.Name, e.Message);
            return "";
        }
    }
}
