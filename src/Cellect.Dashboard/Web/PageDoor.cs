using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Cellect.Dashboard.Documents;
using Cellect.Dashboard.SignIn;
using Cellect.Dashboard.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cellect.Dashboard.Web;

/// <summary>Answers every request to the page. docs/dashboard.md lists the paths. Thread-safe.</summary>
/// <param name="parts">What it shows and steers.</param>
/// <param name="documents">Makes what it shows.</param>
/// <param name="gate">Says who may.</param>
/// <param name="desk">Signs browsers in.</param>
/// <param name="metrics">What Prometheus reads.</param>
/// <param name="mostBrowsers">That watch at once.</param>
/// <param name="time">Clock.</param>
/// <param name="log">Told of the first refused browser and of those that sign in.</param>
/// <param name="ending">The service ends.</param>
internal sealed class PageDoor(
    PageParts parts,
    DocumentThread documents,
    Gatekeeper gate,
    SignInDesk desk,
    PrometheusPage metrics,
    int mostBrowsers,
    TimeProvider time,
    ILogger log,
    CancellationToken ending
)
{
    /// <summary>Where <c>cellect dashboard --qr</c> asks for a code.</summary>
    public const string CodePath = "/api/code";

    private const string StopPath = "/api/stop";
    private const int MostSeconds = 86_400;

    private readonly RequestLimit _limit = new(time);
    private int _browsers;
    private long _refused;

    /// <summary>Browsers that watch now.</summary>
    public int Browsers => Volatile.Read(ref _browsers);

    /// <summary>Requests refused since start.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>Answers.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            SecurityHeaders.Add(context.Response);
            await AnswerAsync(context);
        }
        catch (OperationCanceledException)
        {
            // The browser has gone, or the service ends.
        }
        catch (BadHttpRequestException e)
        {
            await RefuseAsync(context, e.StatusCode, e.Message);
        }
        catch (Exception problem)
        {
            WebLog.RequestFailed(log, problem);
            await RefuseAsync(context, StatusCodes.Status500InternalServerError, "this failed; the log says how");
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, path) = (context.Request, context.Request.Path.Value ?? "/");
        if (gate.Refusal(request) is var (code, why))
        {
            await RefuseAsync(context, code, why);
            return;
        }

        var visitor = gate.VisitorOf(context);
        // A stop of those who may is never held up by a number.
        if (!(path == StopPath && visitor.MayStop) && !_limit.Takes(context.Connection.RemoteIpAddress ?? IPAddress.None))
        {
            await RefuseAsync(context, StatusCodes.Status429TooManyRequests, $"more than {RequestLimit.MostAMinute} requests a minute");
            return;
        }

        await (HttpMethods.IsPost(request.Method) ? CommandAsync(context, path, visitor) : ReadAsync(context, path, visitor));
    }

    private Task ReadAsync(HttpContext context, string path, Visitor visitor)
    {
        if (path.StartsWith("/health", StringComparison.Ordinal))
            return HealthAsync(context, path, visitor);
        var file = PageFiles.Find(path);
        if (!visitor.MayRead && file?.IsOpen != true)
            return StrangerAsync(context, path);
        return path switch
        {
            "/api/events" => WatchAsync(context, visitor),
            "/metrics" => MetricsAsync(context),
            _ when file is not null => FileAsync(context, file),
            _ => RefuseAsync(context, StatusCodes.Status404NotFound, "there is no such page"),
        };
    }

    private Task CommandAsync(HttpContext context, string path, Visitor visitor) =>
        path switch
        {
            StopPath => StopAsync(context, visitor),
            "/api/arm" => ArmAsync(context, visitor),
            "/api/sign-in" => SignInAsync(context),
            CodePath => CodeAsync(context),
            _ => RefuseAsync(context, StatusCodes.Status404NotFound, "there is no such command"),
        };

    private async Task StopAsync(HttpContext context, Visitor visitor)
    {
        if (parts.Triggers is null)
            await RefuseAsync(context, StatusCodes.Status409Conflict, "there are no triggers to stop (Triggers:Mode is Off)");
        else if (visitor.MayStop)
            await TellAsync(context, parts.Triggers.Stop(visitor.Caller));
        else
        {
            parts.Triggers.Refused("stop", "not signed in", visitor.Caller);
            await StrangerAsync(context, StopPath);
        }
    }

    private async Task ArmAsync(HttpContext context, Visitor visitor)
    {
        if (parts.Triggers is not { } triggers)
            await RefuseAsync(context, StatusCodes.Status409Conflict, "there are no triggers to arm (Triggers:Mode is Off)");
        else if (!visitor.MayArm)
        {
            const string why = "arming from the page needs Dashboard:AllowArming and a browser that is signed in";
            triggers.Refused("arm", why, visitor.Caller);
            await RefuseAsync(context, visitor.MayRead ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized, why);
        }
        else if (await BodyAsync(context, "seconds") is not { } text || !IsDuration(text, out var seconds))
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"seconds must be 1 to {MostSeconds}");
        else if (triggers.Arm(TimeSpan.FromSeconds(seconds), visitor.Caller) is { } why)
            await RefuseAsync(context, StatusCodes.Status409Conflict, why);
        else
            await TellAsync(context, "arming: the microscope is asked for its settings");
    }

    private static bool IsDuration(string text, out int seconds) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) && seconds is >= 1 and <= MostSeconds;

    private async Task SignInAsync(HttpContext context)
    {
        if (await BodyAsync(context, "code") is not { } code || desk.Exchange(code) is not { } session)
        {
            await RefuseAsync(
                context,
                StatusCodes.Status401Unauthorized,
                "this code is not known, was used already or is older than five minutes; make a new one"
            );
            return;
        }

        var cookie = new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = gate.IsEncrypted,
            MaxAge = SignInDesk.SessionLife,
            Path = "/",
        };
        context.Response.Cookies.Append(Gatekeeper.CookieOf(context), session, cookie);
        WebLog.SignedIn(log, $"{context.Connection.RemoteIpAddress}");
        await TellAsync(context, "signed in");
    }

    private async Task CodeAsync(HttpContext context)
    {
        var from = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (await BodyAsync(context, "line") is not { } line)
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "a signed line is missing");
        else if (parts.CodeRefusal(line, from) is { } why)
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, why);
        else
        {
            var code = desk.Make();
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(JsonSerializer.Serialize(new { url = code.Url, expires = code.Expires }));
        }
    }

    private async Task WatchAsync(HttpContext context, Visitor visitor)
    {
        if (Interlocked.Increment(ref _browsers) > mostBrowsers)
        {
            Interlocked.Decrement(ref _browsers);
            await RefuseAsync(
                context,
                StatusCodes.Status503ServiceUnavailable,
                $"{mostBrowsers} browsers watch already (Dashboard:MaxBrowsers)"
            );
            return;
        }

        documents.Come();
        try
        {
            var may = new { stop = visitor.MayStop && parts.Triggers is not null, arm = visitor.MayArm && parts.Triggers is not null };
            var hello = Encoding.UTF8.GetBytes($"event: hello\ndata: {JsonSerializer.Serialize(may)}\n\n");
            await EventStream.SendAsync(context, documents.Shelf, hello, time, ending);
        }
        finally
        {
            documents.Go();
            Interlocked.Decrement(ref _browsers);
        }
    }

    // Supervisors have no cookie: everybody gets a word, those who may read get the reason.
    private Task HealthAsync(HttpContext context, string path, Visitor visitor)
    {
        var health = parts.Health();
        var (good, word) = path switch
        {
            "/health/live" => (health.Live, health.Live ? "live" : "hangs"),
            "/health/ready" or "/health" => (health is { Live: true, Ready: true }, health.Ready ? "ready" : "not ready"),
            _ => (false, ""),
        };
        if (word.Length == 0)
            return RefuseAsync(context, StatusCodes.Status404NotFound, "/health, /health/live or /health/ready");
        context.Response.StatusCode = good ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return TellAsync(context, visitor.MayRead && health.Why.Length > 0 ? $"{word}: {health.Why}" : word);
    }

    private async Task MetricsAsync(HttpContext context)
    {
        context.Response.ContentType = PrometheusPage.ContentType;
        await metrics.WriteAsync(context.Response.Body, context.RequestAborted);
    }

    private static async Task FileAsync(HttpContext context, PageFile file)
    {
        context.Response.ContentType = file.Type;
        context.Response.ContentLength = file.Bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.BodyWriter.WriteAsync(file.Bytes, context.RequestAborted);
    }

    /// <summary>Who is not signed in is told how to: a browser by a page.</summary>
    private async Task StrangerAsync(HttpContext context, string path)
    {
        if (path != "/")
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "sign in first: ./cellect dashboard --qr");
            return;
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        await FileAsync(context, PageFiles.Find(SignInDesk.Path)!);
    }

    private async Task RefuseAsync(HttpContext context, int code, string why)
    {
        if (Interlocked.Increment(ref _refused) == 1)
            WebLog.Refused(log, why, $"{context.Connection.RemoteIpAddress}");
        if (context.Response.HasStarted)
            return;
        context.Response.StatusCode = code;
        await TellAsync(context, why);
    }

    private static Task TellAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    /// <summary>A text of a small JSON object in the body, or null.</summary>
    private static async Task<string?> BodyAsync(HttpContext context, string name)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(
                context.Request.Body,
                new JsonDocumentOptions { MaxDepth = 2 },
                context.RequestAborted
            );
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value)
                ? value.ToString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
