using Cellect.Data.Status;
using Cellect.Overlay.Scenes;

namespace Cellect.Overlay.Displays;

/// <summary>Arms, disarms and stops the triggers. Arming takes two presses; stopping takes one.</summary>
/// <param name="control">The triggers; null where there are none to steer.</param>
/// <param name="time">Clock.</param>
internal sealed class TriggerTool(ITriggerControl? control, TimeProvider time)
{
    /// <summary>How long the key arms for.</summary>
    public static readonly TimeSpan ArmedFor = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(5);
    private const string NoControl = "there are no triggers to steer here";

    private (long At, TimeSpan Duration)? _asked;

    /// <summary>How the triggers are doing; null where there are none.</summary>
    public TriggerStatus? Status => control?.Status;

    /// <summary>What happened last, for the user; empty for nothing.</summary>
    public string Message { get; private set; } = "";

    /// <summary>The badge's words; empty where there are no triggers.</summary>
    public string Words => control is null ? "" : TriggerText.Of(control.Status, time.GetUtcNow());

    /// <summary>Minutes that wait for a second press; 0: none.</summary>
    public int Asked => _asked is { } asked && time.GetElapsedTime(asked.At) <= ConfirmWithin ? (int)asked.Duration.TotalMinutes : 0;

    /// <summary>Does what is asked for, if it is about triggers.</summary>
    public bool Do(Command command)
    {
        switch (command.Kind)
        {
            case CommandKind.ArmOrDisarm:
                Toggle();
                return true;
            case CommandKind.Arm:
                Arm(TimeSpan.FromMinutes(command.Index));
                return true;
            case CommandKind.Disarm:
                Disarm();
                return true;
            case CommandKind.Stop:
                Stop();
                return true;
            default:
                return false;
        }
    }

    private void Toggle()
    {
        if (control?.Status.Mode == TriggerMode.Armed)
            Disarm();
        else
            Arm(ArmedFor);
    }

    private void Disarm()
    {
        _asked = null;
        control?.Disarm(Caller.Overlay);
        Message = control is null ? NoControl : "triggers disarmed";
    }

    private void Arm(TimeSpan duration)
    {
        if (control is null)
        {
            Message = NoControl;
        }
        else if (Asked > 0 && _asked!.Value.Duration == duration)
        {
            _asked = null;
            Message = control.Arm(duration, Caller.Overlay) is { } refusal
                ? $"not armed: {refusal}"
                : $"triggers armed for {duration.TotalMinutes:0} minutes";
        }
        else
        {
            _asked = (time.GetTimestamp(), duration);
            Message = $"once more within 5 s to ARM for {duration.TotalMinutes:0} minutes: the microscope will be steered";
        }
    }

    private void Stop()
    {
        _asked = null;
        control?.Stop(Caller.Overlay);
        Message = control is null ? NoControl : "EMERGENCY STOP: triggers are off until they are armed anew";
    }
}
