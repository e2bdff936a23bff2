using System.ComponentModel.DataAnnotations;
using Cellect.Data.Status;

namespace Cellect.Triggers.Settings;

/// <summary>When and how the microscope is told to do something; section <c>Triggers</c> of appsettings.json. docs/triggers.md.</summary>
internal sealed class TriggerOptions : IValidatableObject
{
    /// <summary>The mode while not armed.</summary>
    /// <value>Off, Observe or DryRun; default Off: no rules, no command socket. Armed is not legal here: arming is explicit.</value>
    public TriggerMode Mode { get; init; }

    /// <summary>File of the regions that rules name, sought from the working directory; there need not be one when no rule names a
    /// region.</summary>
    [Required]
    public string RegionsFile { get; init; } = "regions.json";

    /// <summary>Where <c>cellect arm</c>, <c>disarm</c>, <c>stop</c> and <c>putback</c> are taken: a socket and a thread of their own.
    /// Beyond the loopback only with <see cref="CommandTokenFile"/>.</summary>
    [Required]
    public string CommandEndpoint { get; init; } = "tcp://127.0.0.1:5559";

    /// <summary>From where commands must be signed with the command token.</summary>
    /// <value>Always (default), or Remote: from other computers alone. <c>stop</c> from this computer never must.</value>
    [EnumDataType(typeof(CommandTokenNeed))]
    public CommandTokenNeed CommandToken { get; init; }

    /// <summary>The file of the command token, made at the first start; empty (default): <c>command-token</c> in
    /// <see cref="StateDirectory"/>.</summary>
    public string CommandTokenFile { get; init; } = "";

    /// <summary>Folder of what outlives the service: token, light of the last hour, armings. Empty (default): the user's,
    /// <c>~/.local/state/cellect</c> (<c>XDG_STATE_HOME</c>), on Windows <c>%LOCALAPPDATA%\Cellect</c>.</summary>
    public string StateDirectory { get; init; } = "";

    /// <summary>Folder of the audit log; empty (default): that of the recording, or <c>results/audit</c> where nothing is
    /// recorded.</summary>
    public string AuditDirectory { get; init; } = "";

    /// <summary>Most firings of all rules together within one minute of the stream's clock.</summary>
    /// <value>1 to 100,000; default 600.</value>
    [Range(1, 100_000)]
    public int MaxFiringsPerMinute { get; init; } = 600;

    /// <summary>Actions that wait to be sent; what comes beyond is refused, and told.</summary>
    /// <value>1 to 1,000; default 32.</value>
    [Range(1, 1000)]
    public int WaitingActions { get; init; } = 32;

    /// <summary>While armed, silence of the stream after which the microscope is put back and disarmed. At least three times the interval
    /// that an action has set is waited in any case.</summary>
    /// <value>1 to 86,400 s; default 120 s.</value>
    [Range(1.0, 86_400.0)]
    public double SilenceSeconds { get; init; } = 120;

    /// <summary>Time between two time points where the stream tells no time, as in a recording of files.</summary>
    /// <value>0.001 to 86,400 s; default 60 s.</value>
    [Range(0.001, 86_400.0)]
    public double AssumedIntervalSeconds { get; init; } = 60;

    /// <summary>Hard limits, checked after everything else.</summary>
    [Required]
    public EnvelopeOptions Envelope { get; init; } = new();

    /// <summary>The rules, at most 100. Reloaded when the file changes.</summary>
    public List<RuleOptions> Rules { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Mode == TriggerMode.Armed)
            yield return new ValidationResult(
                "is Armed; arming is explicit: set Off, Observe or DryRun, and arm with cellect arm --for 30m",
                [nameof(Mode)]
            );
        if (Settings.CommandEndpoint.BindMistake(CommandEndpoint, CommandTokenFile) is { } wrong)
            yield return new ValidationResult(wrong, [nameof(CommandEndpoint)]);
    }
}
