using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Adapters;

/// <summary>Calls of the core over pymmcore-proxy: <c>POST /rpc {"method", "args"}</c> (its <c>server.py</c>).</summary>
internal sealed class ProxyRpc : IDisposable
{
    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
        }
    )
    {
        MaxResponseContentBufferSize = 1 << 20,
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    private readonly Uri _address;

    /// <param name="root">Address of the proxy, ends with a slash.</param>
    public ProxyRpc(Uri root) => _address = new Uri(root, "rpc");

    /// <summary>Calls one method.</summary>
    /// <exception cref="CoreRefusal">The core threw.</exception>
    /// <exception cref="HttpRequestException">No connection, or not a proxy.</exception>
    public async Task<object?> CallAsync(string method, object[] arguments, CancellationToken cancel)
    {
        var body = new JsonObject
        {
            ["method"] = method,
            ["args"] = new JsonArray([
                .. arguments.Select(a => (JsonNode?)(a is double number ? JsonValue.Create(number) : JsonValue.Create((string)a))),
            ]),
        };
        // With its length: not every server takes a request in chunks.
        using var content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(_address, content, cancel);
        response.EnsureSuccessStatusCode();
        var reply = await response.Content.ReadFromJsonAsync<JsonElement>(cancel);
        if (reply.ValueKind != JsonValueKind.Object || !reply.TryGetProperty("ok", out var ok))
            throw new HttpRequestException($"the answer of {_address.Authority} is not that of pymmcore-proxy");
        if (ok.ValueKind != JsonValueKind.True)
            throw new CoreRefusal(MicroscopeReply.OneLine(reply.TryGetProperty("error", out var error) ? $"{error}" : $"{method} failed"));
        return !reply.TryGetProperty("value", out var value)
            ? null
            : value.ValueKind switch
            {
                JsonValueKind.Number => value.GetDouble(),
                JsonValueKind.String => value.GetString(),
                _ => null,
            };
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
