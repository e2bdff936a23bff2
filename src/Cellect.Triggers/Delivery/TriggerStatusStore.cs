using Cellect.Data.Status;
using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Delivery;

/// <summary>The status of the triggers, changed by several threads and read by any without waiting.</summary>
internal sealed class TriggerStatusStore(TriggerMode mode)
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

    /// <summary>An action has ended.</summary>
    public void Count(ActionOutcome outcome) =>
        Change(s =>
            outcome switch
            {
                ActionOutcome.Done => s with { Acknowledged = s.Acknowledged + 1 },
                ActionOutcome.Refused => s with { Refused = s.Refused + 1 },
                _ => s with { Failed = s.Failed + 1 },
            }
        );
}
