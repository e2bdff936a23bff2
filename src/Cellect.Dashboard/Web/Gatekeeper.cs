using System.Net;
using Cellect.Dashboard.Settings;
using Cellect.Dashboard.SignIn;
using Cellect.Data.Status;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Cellect.Dashboard.Web;

/// <summary>
/// Says who a request comes from, and refuses those that another website made a browser send: requests under a name that is not ours (DNS
/// rebinding), commands from another origin, and embedding. Thread-safe.
/// </summary>
/// <param name="options">Checked options.</param>
/// <param name="desk">Knows who is signed in.</param>
internal sealed class Gatekeeper(DashboardOptions options, SignInDesk desk)
{
    /// <summary>A header that every command carries: a page of another website cannot add it without asking, and is never allowed
    /// to.</summary>
    public const string CommandHeader = "X-Cellect";

    private static readonly string[] ProxyHeaders = ["X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "Via"];

    private readonly Uri? _public = options.PublicUrl.Length > 0 ? new Uri(options.PublicUrl) : null;

    /// <summary>Whether cookies go over encrypted connections alone.</summary>
    public bool IsEncrypted => _public?.Scheme == Uri.UriSchemeHttps;

    /// <summary>Name of the cookie: cookies know no ports, and two services may run on a computer.</summary>
    public static string CookieOf(HttpContext context) => $"cellect-{context.Connection.LocalPort}";

    /// <summary>Why a request is refused whoever sends it, with its status code; null: it is not.</summary>
    public (int Code, string Why)? Refusal(HttpRequest request)
    {
        if (!IsOurs(request))
            return (
                StatusCodes.Status421MisdirectedRequest,
                $"this is not '{request.Host}': use the address of this computer, or set Dashboard:PublicUrl"
            );
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return site is "cross-site" or "same-site" && request.Headers["Sec-Fetch-Mode"] != "navigate"
                ? (StatusCodes.Status403Forbidden, "pages of other websites cannot embed this one")
                : null;
        if (!HttpMethods.IsPost(request.Method))
            return (StatusCodes.Status405MethodNotAllowed, "GET or POST");
        var origin = request.Headers.Origin.ToString();
        return
            request.Headers[CommandHeader] == "1"
            && site is "" or "same-origin"
            && (origin.Length == 0 || origin == $"http://{request.Host}" || IsPublic(origin))
            ? null
            : (StatusCodes.Status403Forbidden, $"commands come from this page alone, with the header {CommandHeader}");
    }

    /// <summary>Who sends a request that is not refused.</summary>
    public Visitor VisitorOf(HttpContext context)
    {
        var from = context.Connection.RemoteIpAddress ?? IPAddress.None;
        var signedIn = desk.Knows(context.Request.Cookies[CookieOf(context)]);
        var here = IsHere(context, from);
        var by = signedIn ? "a browser that is signed in" : "this computer, not signed in";
        return new Visitor(
            here || signedIn,
            here || signedIn,
            signedIn && options.AllowArming,
            new Caller($"page, {new IPEndPoint(from, context.Connection.RemotePort)}", by)
        );
    }

    /// <summary>Whether somebody at this computer asks. What a proxy passes on comes from this computer too: where there may be one,
    /// nobody counts as being here.</summary>
    public bool IsHere(HttpContext context, IPAddress from) =>
        _public is null
        && IPAddress.IsLoopback(from)
        && IsLoopbackName(context.Request.Host.Host)
        && !Array.Exists(ProxyHeaders, context.Request.Headers.ContainsKey);

    // A rebound name is a name: addresses can be trusted to be what the browser was told to open.
    private bool IsOurs(HttpRequest request)
    {
        var host = request.Host.Host;
        return request.Headers[HeaderNames.Host].Count == 1
            && (
                IsLoopbackName(host)
                || (IPAddress.TryParse(host, out var address) && address.Equals(Plain(request.HttpContext.Connection.LocalIpAddress)))
                || string.Equals(host, Environment.MachineName, StringComparison.OrdinalIgnoreCase)
                || string.Equals(host, _public?.Host, StringComparison.OrdinalIgnoreCase)
            );
    }

    private bool IsPublic(string origin) => _public is not null && origin == _public.GetLeftPart(UriPartial.Authority);

    private static bool IsLoopbackName(string host) => host is "localhost" or "127.0.0.1" or "[::1]";

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
