using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Adapters;

/// <summary>
/// An action as one useq event to pymmcore-proxy: <c>WS /mda/stream</c>, which runs it as an acquisition of one event and tells its end.
/// Settings are read, and put back, by <c>POST /rpc</c>. An event is sent at most once: twice would be two images.
/// </summary>
internal sealed class PymmcoreLink : IMicroscopeLink
{
    private const int MaxAnswerBytes = 65_536;

    private readonly Uri _stream;
    private readonly ProxyRpc _rpc;
    private readonly CoreOptions _options;
    private readonly CoreSettings _settings;

    /// <param name="endpoint">Checked by <see cref="AdapterRules"/>; such as <c>http://127.0.0.1:5600</c>.</param>
    /// <param name="options">What may be changed.</param>
    public PymmcoreLink(string endpoint, CoreOptions options)
    {
        var root = new Uri(endpoint.EndsWith('/') ? endpoint : endpoint + "/");
        _stream = new UriBuilder(new Uri(root, "mda/stream")) { Scheme = root.Scheme == "https" ? "wss" : "ws" }.Uri;
        (_rpc, _options, _settings) = (new ProxyRpc(root), options, new CoreSettings(options));
    }

    /// <inheritdoc/>
    public bool CanRead => true;

    /// <inheritdoc/>
    public bool IsRepeatable(ActionRequest request) => request.Rule == ActionRequest.RestoreRule;

    /// <inheritdoc/>
    public Task<Attempt> ReadAsync(TimeSpan timeout, CancellationToken cancel) =>
        GuardAsync(null, timeout, cancel, async limit => new Attempt(AttemptResult.Done, "", await OnCoreAsync(_settings.Read, limit)));

    /// <inheritdoc/>
    public async Task<Attempt> SendAsync(ActionRequest request, Sending sending, TimeSpan timeout, CancellationToken cancel)
    {
        var restores = request.Rule == ActionRequest.RestoreRule;
        if (_settings.Refusal(request.Change) is { } refusal && (restores || _options.CustomAction.Length == 0))
            return new Attempt(AttemptResult.Refused, $"{refusal}; or let an engine do it: Core:CustomAction");
        return await GuardAsync(sending, timeout, cancel, async limit =>
        {
            if (restores)
                await RestoreAsync(request.Change, sending, limit);
            else
                await StreamAsync(request, sending, limit);
            return new Attempt(AttemptResult.Done, "", await OnCoreAsync(_settings.Read, limit));
        });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _rpc.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<bool> RestoreAsync(MicroscopeSettings recorded, Sending sending, CancellationToken limit)
    {
        sending.Sent();
        return OnCoreAsync(
            call =>
            {
                _settings.Apply(recorded, call);
                return true;
            },
            limit
        );
    }

    // CoreSettings is written for calls that block, as Micro-Manager's are.
    private Task<T> OnCoreAsync<T>(Func<CoreCall, T> work, CancellationToken limit) =>
        OwnThread.RunAsync(() => work((method, arguments) => _rpc.CallAsync(method, arguments, limit).GetAwaiter().GetResult()));

    private async Task StreamAsync(ActionRequest request, Sending sending, CancellationToken limit)
    {
        using var socket = new ClientWebSocket();
        socket.Options.Proxy = null;
        await socket.ConnectAsync(_stream, limit);
        var known = _settings.Refusal(request.Change) is null ? _settings.Properties(request.Change) : [];
        await SendAsync(socket, """{"action":"start"}""", limit);
        sending.Sent();
        await SendAsync(socket, UseqEvent.Message(request, known, _options.CustomAction), limit);
        await SendAsync(socket, """{"action":"stop"}""", limit);
        using var end = JsonDocument.Parse(await ReceiveAsync(socket, limit));
        if (end.RootElement.TryGetProperty("error", out var error))
            throw new CoreRefusal(MicroscopeReply.OneLine($"{error}"));
        if (!end.RootElement.TryGetProperty("action", out var action) || action.GetString() != "done")
            throw new FormatException("the answer is not that the event is done");
    }

    private static Task SendAsync(ClientWebSocket socket, string text, CancellationToken limit) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, limit);

    private static async Task<ReadOnlyMemory<byte>> ReceiveAsync(ClientWebSocket socket, CancellationToken limit)
    {
        var buffer = new byte[MaxAnswerBytes];
        for (var length = 0; length < buffer.Length; )
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), limit);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new WebSocketException("the connection was closed before the event was done");
            length += part.Count;
            if (part.EndOfMessage)
                return buffer.AsMemory(0, length);
        }

        throw new FormatException($"an answer of more than {MaxAnswerBytes} bytes");
    }

    private async Task<Attempt> GuardAsync(
        Sending? sending,
        TimeSpan timeout,
        CancellationToken cancel,
        Func<CancellationToken, Task<Attempt>> work
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(timeout);
        var before = sending?.Attempts ?? 0;
        try
        {
            return await work(limit.Token);
        }
        catch (CoreRefusal e)
        {
            return new Attempt(AttemptResult.Refused, e.Message);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Attempt(
                sending?.Attempts > before ? AttemptResult.NoAnswer : AttemptResult.NotSent,
                $"no answer from {_stream.Authority} within {timeout.TotalSeconds:0.###} s"
            );
        }
        catch (Exception e) when (e is HttpRequestException or WebSocketException or JsonException or FormatException)
        {
            return new Attempt(
                sending?.Attempts > before ? AttemptResult.NoAnswer : AttemptResult.NotSent,
                $"{_stream.Authority}: {MicroscopeReply.OneLine(e.Message)}"
            );
        }
    }
}
