using System.ComponentModel.DataAnnotations;

namespace Cellect.Triggers.Settings;

/// <summary>What only a webhook needs.</summary>
internal sealed class WebhookOptions
{
    /// <summary>Hosts beside this computer that may be called: exact names or addresses.</summary>
    /// <value>Default none: loopback alone.</value>
    public string[] AllowHosts { get; init; } = [];

    /// <summary>
    /// Name of the environment variable that holds the secret; empty: none is sent. The secret itself is never written into settings,
    /// and never logged.
    /// </summary>
    /// <value>Default empty.</value>
    [RegularExpression(
        "[A-Za-z_][A-Za-z0-9_]*",
        ErrorMessage = "SecretVariable must be the name of an environment variable, such as CELLECT_WEBHOOK_SECRET."
    )]
    public string SecretVariable { get; init; } = "";

    /// <summary>Header that carries the secret.</summary>
    /// <value>Default <c>X-Cellect-Secret</c>.</value>
    [Required]
    [RegularExpression(
        "[A-Za-z][A-Za-z0-9-]{0,99}",
        ErrorMessage = "SecretHeader must be the name of an HTTP header: letters, digits and hyphens."
    )]
    public string SecretHeader { get; init; } = "X-Cellect-Secret";

    /// <summary>Whether GET of the same address gives the present settings.</summary>
    /// <value>Default false: the safe state counts as recorded.</value>
    public bool Read { get; init; }
}
