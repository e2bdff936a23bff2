namespace Cellect.Data.Status;

/// <summary>How overlay, command door and control socket steer the triggers. Every call returns at once, whatever the pipeline or the
/// microscope does.</summary>
internal interface ITriggerControl
{
    /// <summary>How the triggers are doing now.</summary>
    TriggerStatus Status { get; }

    /// <summary>Asks to arm for a time; it has happened when <see cref="Status"/> says so.</summary>
    /// <param name="duration">1 second to 24 hours.</param>
    /// <param name="caller">Who asks; for the audit log.</param>
    /// <returns>Null, or why that cannot be.</returns>
    string? Arm(TimeSpan duration, Caller caller);

    /// <summary>Nothing more is sent, and the microscope is put back to its state at arming.</summary>
    void Disarm(Caller caller);

    /// <summary>Emergency stop: disarms, cancels what is under way and stays disarmed until it is armed anew.</summary>
    /// <returns>What it did, in one line.</returns>
    string Stop(Caller caller);

    /// <summary>Puts back what an arming left behind when service and watchdog died.</summary>
    /// <param name="byHand">True: a person has put it back; it is only to be forgotten.</param>
    /// <param name="caller">Who asks; for the audit log.</param>
    /// <returns>Null, or why that cannot be.</returns>
    string? PutBack(bool byHand, Caller caller);

    /// <summary>A command was refused at a door: for the audit log.</summary>
    /// <param name="command">What was asked for.</param>
    /// <param name="why">Why it was not done.</param>
    /// <param name="caller">Who asked.</param>
    void Refused(string command, string why, Caller caller);
}
