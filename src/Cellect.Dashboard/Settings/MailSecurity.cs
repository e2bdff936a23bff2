namespace Cellect.Dashboard.Settings;

/// <summary>How the connection to a mail server is encrypted.</summary>
internal enum MailSecurity
{
    /// <summary>It begins in the clear and must change to TLS.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>Not at all.</summary>
    None,
}
