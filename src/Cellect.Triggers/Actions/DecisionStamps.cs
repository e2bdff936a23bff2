namespace Cellect.Triggers.Actions;

/// <summary>When what led to an action happened: UTC nanoseconds since 1970, our clock but for the first. 0: unknown.</summary>
/// <param name="ExposureEndNs">End of exposure of the volume, sender's clock.</param>
/// <param name="ReceivedNs">Its last message was received.</param>
/// <param name="InferredNs">Its cells were found.</param>
/// <param name="DecidedNs">The rule fired.</param>
/// <param name="DeadlineNs">After this the action must not be sent, nor sent again; 0: no deadline.</param>
internal readonly record struct DecisionStamps(long ExposureEndNs, long ReceivedNs, long InferredNs, long DecidedNs, long DeadlineNs = 0);
