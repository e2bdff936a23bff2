using Cellect.Data.Status;
using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Delivery;

/// <summary>The status of the triggers, changed by several threads and read by any without waiting.</summary>
internal sealed class TriggerStatusStore(TriggerMode mode, TimeProvider time)
{
    private readonly Lock _lock = new();
    private TriggerStatus _status = new() { Mode = mode };

    /// <summary>The status now.</summary>
    public TriggerStatus Status => Volatile.Read(ref _status);

    /// <summary>Changes it.</summary>
    public void Change(Func<TriggerStatus, TriggerStatus> change)
    {
        lock (_lock)
            Volatile.Write(ref _status, change(_status));
    }

    /// <summary>An alert, in the place of the one with the same code, if there is one. The newest comes first.</summary>
    /// <param name="code">See <see cref="TriggerAlerts"/>.</param>
    /// <param name="text">What is wrong, with the value and the limit.</param>
    /// <param name="remedy">What to do; empty where nothing is to be done.</param>
    public void Raise(string code, string text, string remedy) =>
        Change(s =>
        {
            var old = s.AlertDetails.FirstOrDefault(a => a.Code == code);
            var alert = new Alert(code, old?.Since ?? time.GetUtcNow(), (old?.Count ?? 0) + 1, text, remedy);
            return s with { AlertDetails = [alert, .. s.AlertDetails.Where(a => a.Code != code)] };
        });

    /// <summary>The causes of alerts are gone.</summary>
    public void Clear(params string[] codes) =>
        Change(s =>
            s.AlertDetails.Any(a => codes.Contains(a.Code))
                ? s with
                {
                    AlertDetails = [.. s.AlertDetails.Where(a => !codes.Contains(a.Code))],
                }
                : s
        );

    /// <summary>The status when one action more has ended.</summary>
    public static TriggerStatus Counted(TriggerStatus status, ActionOutcome outcome) =>
        outcome switch
        {
            ActionOutcome.Done => status with { Acknowledged = status.Acknowledged + 1 },
            ActionOutcome.Refused => status with { Refused = status.Refused + 1 },
            _ => status with { Failed = status.Failed + 1 },
        };
}
