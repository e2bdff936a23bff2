namespace Cellect.Triggers.Control;

/// <summary>How long an arming may last.</summary>
internal static class ArmingTime
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1),
        Longest = TimeSpan.FromHours(24);

    /// <summary>Why a time is not taken; null: it is.</summary>
    public static string? Mistake(TimeSpan duration) =>
        duration < Shortest || duration > Longest ? $"arming for {duration} is not possible; 1 second to 24 hours" : null;
}
