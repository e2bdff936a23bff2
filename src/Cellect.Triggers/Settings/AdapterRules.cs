using System.Net;
using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Settings;

/// <summary>What must hold between the keys of an adapter.</summary>
internal static class AdapterRules
{
    private const int MaxLines = 32;
    private const int MaxLineChars = 200;

    /// <summary>Every mistake with its key.</summary>
    public static IEnumerable<(string Key, string Text)> Mistakes(AdapterOptions options) =>
        options.Kind switch
        {
            AdapterKind.ZeroMq => Tcp(options, loopbackOnly: false),
            AdapterKind.MicroManager => Tcp(options, loopbackOnly: true).Concat(Core(options.Core)),
            AdapterKind.Webhook => Http(options).Concat(Secret(options)),
            AdapterKind.Pymmcore => Http(options).Concat(Core(options.Core)),
            AdapterKind.Serial => Serial(options.Serial),
            _ => [],
        };

    /// <summary>True for this computer alone.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static IEnumerable<(string, string)> Tcp(AdapterOptions options, bool loopbackOnly)
    {
        if (
            !Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var uri)
            || uri is not { Scheme: "tcp", Host.Length: > 0, Port: > 0, AbsolutePath: "" or "/" }
        )
            yield return (nameof(options.Endpoint), $"'{options.Endpoint}' is not tcp://HOST:PORT, such as tcp://127.0.0.1:5560");
        else if (loopbackOnly && !IsLoopback(uri.Host))
            yield return (
                nameof(options.Endpoint),
                $"'{options.Endpoint}' is not on this computer: pycro-manager's server listens on loopback alone; run "
                    + $"Cellect on the microscope's computer, or a script there with a ZeroMq adapter"
            );
    }

    private static IEnumerable<(string, string)> Http(AdapterOptions options)
    {
        if (
            !Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.UserInfo.Length > 0
        )
            yield return (
                nameof(options.Endpoint),
                $"'{options.Endpoint}' is not http://HOST:PORT/PATH or https://..., without a name and password in it"
            );
        else if (!IsLoopback(uri.Host) && !options.Webhook.AllowHosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase))
            yield return (
                nameof(options.Endpoint),
                $"host '{uri.Host}' is not this computer; list it in Webhook:AllowHosts if you mean it"
            );
    }

    private static IEnumerable<(string, string)> Secret(AdapterOptions options)
    {
        var name = options.Webhook.SecretVariable;
        if (name.Length == 0)
            yield break;
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))
            yield return (
                "Webhook:SecretVariable",
                $"environment variable {name} is not set; set it to the secret before starting Cellect"
            );
        if (Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var uri) && uri.Scheme == "http" && !IsLoopback(uri.Host))
            yield return (nameof(options.Endpoint), $"a secret is not sent in clear text to '{uri.Host}'; use https://");
    }

    private static IEnumerable<(string, string)> Core(CoreOptions core)
    {
        foreach (var name in core.Properties)
            if (name.Split('/') is not [{ Length: > 0 }, { Length: > 0 }] || name.Length > MicroscopeSettings.MaxExtraChars)
                yield return ("Core:Properties", $"'{name}' is not DEVICE/PROPERTY");
    }

    private static IEnumerable<(string, string)> Serial(SerialOptions serial)
    {
        if (serial.Lines.Count is 0 or > MaxLines)
            yield return ("Serial:Lines", $"{serial.Lines.Count} lines; 1 to {MaxLines}, such as \"power_percent\": \"P{{value}}\"");
        foreach (var (name, line) in serial.Lines)
            if (line.Length is 0 or > MaxLineChars || line.Any(char.IsControl))
                yield return ("Serial:Lines", $"the line of '{name}' must be 1 to {MaxLineChars} printable characters");
    }
}
