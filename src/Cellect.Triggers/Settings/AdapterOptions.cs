using System.ComponentModel.DataAnnotations;
using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Settings;

/// <summary>One way to a microscope: an entry of <c>Microscope:Adapters</c>.</summary>
internal sealed class AdapterOptions : IValidatableObject
{
    /// <summary>What it speaks.</summary>
    /// <value>ZeroMq (default), Webhook, Serial, MicroManager or Pymmcore.</value>
    [EnumDataType(typeof(AdapterKind))]
    public AdapterKind Kind { get; init; } = AdapterKind.ZeroMq;

    /// <summary>Where it is: <c>tcp://HOST:PORT</c>, <c>http://HOST:PORT/PATH</c> (webhook, pymmcore-proxy) or the name of a serial
    /// port.</summary>
    /// <value>No default. Loopback unless you trust the network: ZeroMQ encrypts nothing.</value>
    [Required]
    [StringLength(500)]
    public string Endpoint { get; init; } = "";

    /// <summary>ZeroMq alone: how requests are written.</summary>
    /// <value>Json (default) or MessagePack.</value>
    [EnumDataType(typeof(MessageForm))]
    public MessageForm Form { get; init; } = MessageForm.Json;

    /// <summary>A simulated microscope, or one without a specimen. What a replayed recording fires is sent to such a one alone: the rules
    /// judge it by the stamps that it brings, not by how old it is.</summary>
    /// <value>Default false.</value>
    public bool Rehearsal { get; init; }

    /// <summary>How long and how often it tries.</summary>
    [Required]
    public RetryOptions Retry { get; init; } = new();

    /// <summary>What counts as recorded at arming where the device cannot be asked.</summary>
    [Required]
    public SafeStateOptions SafeState { get; init; } = new();

    /// <summary>For Webhook.</summary>
    [Required]
    public WebhookOptions Webhook { get; init; } = new();

    /// <summary>For Serial.</summary>
    [Required]
    public SerialOptions Serial { get; init; } = new();

    /// <summary>For MicroManager and Pymmcore.</summary>
    [Required]
    public CoreOptions Core { get; init; } = new();

    /// <summary>What it speaks and where it is: the same microscope, whatever its adapter is called.</summary>
    internal string Place => $"{Kind} {Endpoint.Trim().ToLowerInvariant()}";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        AdapterRules.Mistakes(this).Select(m => new ValidationResult(m.Text, [m.Key]));
}
