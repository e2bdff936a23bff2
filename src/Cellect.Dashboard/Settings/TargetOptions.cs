using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Cellect.Dashboard.Settings;

/// <summary>Where messages go. What is secret is never written here: <c>env:NAME</c> names a variable of the environment that holds it,
/// <c>file:PATH</c> a file that its user alone can read.</summary>
internal sealed class TargetOptions : IValidatableObject
{
    /// <summary>What it is called in the log.</summary>
    /// <value>Default: its kind.</value>
    public string Name { get; init; } = "";

    /// <summary>What it is.</summary>
    /// <value>Slack, Teams, Ntfy, Json or Mail; default Json: any webhook.</value>
    [EnumDataType(typeof(TargetKind))]
    public TargetKind Kind { get; init; } = TargetKind.Json;

    /// <summary>Address of the webhook: a secret, for who knows it can write there.</summary>
    /// <value><c>env:NAME</c> or <c>file:PATH</c>, of an address <c>https://...</c>; not for Mail.</value>
    public string Url { get; init; } = "";

    /// <summary>Sent as <c>Authorization: Bearer</c>, for Ntfy and Json.</summary>
    /// <value><c>env:NAME</c> or <c>file:PATH</c>; default empty: none is sent.</value>
    public string Token { get; init; } = "";

    /// <summary>Mail: the server that takes it.</summary>
    public string Server { get; init; } = "";

    /// <summary>Mail: its port.</summary>
    /// <value>1 to 65,535; default 587.</value>
    [Range(1, 65_535)]
    public int Port { get; init; } = 587;

    /// <summary>Mail: how the connection is encrypted.</summary>
    /// <value>StartTls, Tls (from the first byte, port 465) or None; default StartTls. None with a password is legal for a server of this
    /// computer alone.</value>
    [EnumDataType(typeof(MailSecurity))]
    public MailSecurity Security { get; init; }

    /// <summary>Mail: who sends it.</summary>
    public string From { get; init; } = "";

    /// <summary>Mail: who gets it.</summary>
    /// <value>Addresses, parted by commas.</value>
    public string To { get; init; } = "";

    /// <summary>Mail: the account.</summary>
    /// <value>Default empty: the server asks for none.</value>
    public string User { get; init; } = "";

    /// <summary>Mail: its password.</summary>
    /// <value><c>env:NAME</c> or <c>file:PATH</c>.</value>
    public string Password { get; init; } = "";

    /// <summary>What it is called.</summary>
    internal string Title => Name.Length > 0 ? Name : Kind.ToString();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Kind == TargetKind.Mail ? MailMistakes() : WebhookMistakes();

    private IEnumerable<ValidationResult> WebhookMistakes()
    {
        if (Secret.Mistake(Url) is { } wrong)
            yield return new ValidationResult(wrong, [nameof(Url)]);
        if (Token.Length > 0 && Secret.Mistake(Token) is { } token)
            yield return new ValidationResult(token, [nameof(Token)]);
    }

    private IEnumerable<ValidationResult> MailMistakes()
    {
        foreach (var (name, value) in new[] { (nameof(Server), Server), (nameof(From), From), (nameof(To), To) })
            if (value.Length == 0)
                yield return new ValidationResult("is missing; mail needs Server, From and To", [name]);
        if (From.Length > 0 && !MimeKit.MailboxAddress.TryParse(From, out _))
            yield return new ValidationResult($"'{From}' is not an address such as cellect@lab.example", [nameof(From)]);
        if (To.Length > 0 && !MimeKit.InternetAddressList.TryParse(To, out _))
            yield return new ValidationResult($"'{To}' is not a list of addresses such as a@lab.example, b@lab.example", [nameof(To)]);
        if (User.Length > 0 != Password.Length > 0)
            yield return new ValidationResult("User and Password belong together", [nameof(User)]);
        if (Password.Length > 0 && Secret.Mistake(Password) is { } wrong)
            yield return new ValidationResult(wrong, [nameof(Password)]);
        if (Password.Length > 0 && Security == MailSecurity.None && !IsHere(Server))
            yield return new ValidationResult(
                $"None would send the password to {Server} in the clear; use StartTls or Tls",
                [nameof(Security)]
            );
    }

    private static bool IsHere(string server) =>
        server == "localhost" || (IPAddress.TryParse(server, out var address) && IPAddress.IsLoopback(address));
}
