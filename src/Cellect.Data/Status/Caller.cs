namespace Cellect.Data.Status;

/// <summary>Who gives a command and over which door: what the audit log says of it.</summary>
/// <param name="From">Where it came from: the door, and an address where there is one, such as <c>command door,
/// 127.0.0.1:40122</c>.</param>
/// <param name="By">Who, as far as is known: a user of this computer, a holder of the token; <c>unknown</c> otherwise.</param>
internal sealed record Caller(string From, string By)
{
    /// <summary>The service itself.</summary>
    public static readonly Caller Service = new("service", "service");

    /// <summary>A person at the keys of the overlay's window.</summary>
    public static readonly Caller Overlay = new("overlay window", Environment.UserName);
}
