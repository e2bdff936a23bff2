using Cellect.Data.Status;
using Cellect.Overlay.Scenes;

namespace Cellect.Overlay.Displays;

/// <summary>Arms, disarms and stops the triggers by keys. Arming takes two presses; stopping takes one.</summary>
/// <param name="control">The triggers; null where there are none to steer.</param>
/// <param name="time">Clock.</param>
internal sealed class TriggerKeys(ITriggerControl? control, TimeProvider time)
{
    /// <summary>How long the keys arm for.</summary>
    public static readonly TimeSpan ArmedFor = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(5);
    private const string NoControl = "there are no triggers to steer here";

    private long? _asked;

    /// <summary>How the triggers are doing; null where there are none.</summary>
    public TriggerStatus? Status => control?.Status;

    /// <summary>What happened last, for the user; empty for nothing.</summary>
    public string Message { get; private set; } = "";

    /// <summary>Disarms armed triggers; arms others at the second press within five seconds.</summary>
    public void Toggle()
    {
        if (control is null)
        {
            Message = NoControl;
        }
        else if (control.Status.Mode == TriggerMode.Armed)
        {
            control.Disarm(Caller.Overlay);
            Message = "triggers disarmed";
        }
        else if (_asked is { } asked && time.GetElapsedTime(asked) <= ConfirmWithin)
        {
            _asked = null;
            Message = control.Arm(ArmedFor, Caller.Overlay) is { } refusal
                ? $"not armed: {refusal}"
                : $"triggers armed for {ArmedFor.TotalMinutes:0} minutes";
        }
        else
        {
            _asked = time.GetTimestamp();
            Message = "press ctrl+T again within 5 s to ARM: the microscope will be steered";
        }
    }

    /// <summary>Emergency stop.</summary>
    public void Stop()
    {
        _asked = null;
        control?.Stop(Caller.Overlay);
        Message = control is null ? NoControl : "EMERGENCY STOP: triggers are off until they are armed anew";
    }

    /// <summary>The badge's words; empty where there are no triggers.</summary>
    public string Words => control is null ? "" : TriggerText.Of(control.Status, time.GetUtcNow());
}
