using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Http.Headers;
using Cellect.Dashboard.Settings;

namespace Cellect.Dashboard.Notifications;

/// <summary>A webhook. It goes to the address that was set and nowhere else: redirects are not followed, the answer is not read.</summary>
internal sealed class WebhookTarget : INoticeTarget
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = Timeout,
            MaxResponseHeadersLength = 16,
        }
    )
    {
        Timeout = Timeout,
    };

    private readonly TargetKind _kind;
    private readonly Uri _url;

    /// <param name="options">Checked options.</param>
    /// <exception cref="ValidationException">A secret is not there.</exception>
    public WebhookTarget(TargetOptions options)
    {
        _kind = options.Kind;
        _url =
            Uri.TryCreate(Secret.Read(options.Url), UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
                ? url
                : throw new ValidationException($"{options.Url} does not hold an address such as https://...");
        if (options.Token.Length > 0)
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Secret.Read(options.Token));
    }

    /// <inheritdoc/>
    public async Task<NoticeFailure?> SendAsync(Notice notice, CancellationToken cancel)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _url);
            request.Content = WebhookForms.Of(_kind, notice, request.Headers);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return response.IsSuccessStatusCode
                ? null
                : new NoticeFailure($"it answered {(int)response.StatusCode}", IsPassing(response.StatusCode));
        }
        catch (HttpRequestException e)
        {
            // Its message may have parts of the address.
            return new NoticeFailure($"it cannot be reached ({e.HttpRequestError})", true);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new NoticeFailure($"it did not answer within {Timeout.TotalSeconds:0} s", true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static bool IsPassing(HttpStatusCode code) =>
        code is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)code >= 500;
}
