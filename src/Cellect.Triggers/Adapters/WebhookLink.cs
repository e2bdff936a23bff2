using System.Net;
using System.Net.Http.Headers;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Adapters;

/// <summary>HTTP POST of the same map as over ZeroMQ (docs/microscope.md, "Webhook"), with the key in the header
/// <c>Idempotency-Key</c>.</summary>
internal sealed class WebhookLink : IMicroscopeLink
{
    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly WebhookOptions _options;

    /// <param name="endpoint">Checked by <see cref="AdapterRules"/>.</param>
    /// <param name="options">Secret and allowed hosts.</param>
    public WebhookLink(string endpoint, WebhookOptions options)
    {
        (_address, _options) = (new Uri(endpoint), options);
        // A redirection could lead to a host that is not allowed, and would take the secret along.
        _http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
            }
        )
        {
            MaxResponseContentBufferSize = MicroscopeReply.MaxBytes,
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
    }

    /// <inheritdoc/>
    public bool CanRead => _options.Read;

    /// <inheritdoc/>
    public bool IsRepeatable(ActionRequest request) => true;

    /// <inheritdoc/>
    public async Task<Attempt> ReadAsync(TimeSpan timeout, CancellationToken cancel)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, _address);
        return await CallAsync(message, null, null, timeout, cancel);
    }

    /// <inheritdoc/>
    public async Task<Attempt> SendAsync(ActionRequest request, Sending sending, TimeSpan timeout, CancellationToken cancel)
    {
        var content = new ByteArrayContent(RequestJson.Action(request, sending.Attempts + 1, sending.NowNs));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var message = new HttpRequestMessage(HttpMethod.Post, _address) { Content = content };
        message.Headers.Add("Idempotency-Key", request.Key);
        return await CallAsync(message, sending, request.Key, timeout, cancel);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Attempt> CallAsync(
        HttpRequestMessage message,
        Sending? sending,
        string? key,
        TimeSpan timeout,
        CancellationToken cancel
    )
    {
        if (_options.SecretVariable.Length > 0)
            message.Headers.TryAddWithoutValidation(_options.SecretHeader, Environment.GetEnvironmentVariable(_options.SecretVariable));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(timeout);
        try
        {
            var call = _http.SendAsync(message, limit.Token);
            sending?.Sent();
            using var response = await call;
            return Judge(response.StatusCode, await response.Content.ReadAsByteArrayAsync(limit.Token), key);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Attempt(AttemptResult.NoAnswer, $"no answer from {_address.Authority} within {timeout.TotalSeconds:0.###} s");
        }
        catch (HttpRequestException e)
        {
            return new Attempt(
                e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                    ? AttemptResult.NotSent
                    : AttemptResult.NoAnswer,
                $"{_address.Authority}: {MicroscopeReply.OneLine(e.Message)}"
            );
        }
    }

    private static Attempt Judge(HttpStatusCode status, byte[] body, string? key)
    {
        var code = (int)status;
        if (code is >= 500 or 408 or 425 or 429)
            return new Attempt(AttemptResult.NoAnswer, $"HTTP status {code}");
        if (code is < 200 or > 299)
            return new Attempt(AttemptResult.Refused, $"HTTP status {code}");
        // The status alone is an acknowledgement; a reply as over ZeroMQ says more.
        var isMap = body.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) is var first and >= 0 && body[first] == '{';
        if (!isMap)
            return key is null ? new Attempt(AttemptResult.NoAnswer, "the answer holds no settings") : new Attempt(AttemptResult.Done);
        try
        {
            var reply = MicroscopeReply.Read(body);
            if (key is not null && reply.Key != key)
                return new Attempt(AttemptResult.NoAnswer, "the answer carries the key of another request");
            return new Attempt(reply.Ok ? AttemptResult.Done : AttemptResult.Refused, reply.Error, reply.Settings);
        }
        catch (FormatException e)
        {
            return new Attempt(AttemptResult.NoAnswer, $"the answer cannot be read: {e.Message}");
        }
    }
}
