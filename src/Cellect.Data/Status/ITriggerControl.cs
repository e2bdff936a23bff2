namespace Cellect.Data.Status;

/// <summary>How the overlay and the control socket steer the triggers. Every call returns at once, whatever the pipeline or the microscope
/// does.</summary>
internal interface ITriggerControl
{
    /// <summary>How the triggers are doing now.</summary>
    TriggerStatus Status { get; }

    /// <summary>Asks to arm for a time; it has happened when <see cref="Status"/> says so.</summary>
    /// <param name="duration">1 second to 24 hours.</param>
    /// <returns>Null, or why that cannot be.</returns>
    string? Arm(TimeSpan duration);

    /// <summary>Nothing more is sent, and the microscope is put back to its state at arming.</summary>
    void Disarm();

    /// <summary>Emergency stop: disarms, cancels what is under way and stays disarmed until it is armed anew.</summary>
    void Stop();
}
