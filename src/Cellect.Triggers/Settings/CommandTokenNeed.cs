namespace Cellect.Triggers.Settings;

/// <summary>From where commands must be signed with the command token. <c>stop</c> from this computer never must.</summary>
internal enum CommandTokenNeed
{
    /// <summary>From everywhere, this computer included.</summary>
    Always,

    /// <summary>From other computers alone: every program and user of this one may arm.</summary>
    Remote,
}
