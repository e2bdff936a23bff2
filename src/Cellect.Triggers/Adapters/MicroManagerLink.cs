using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;
using Microsoft.Extensions.Logging;

namespace Cellect.Triggers.Adapters;

/// <summary>
/// Micro-Manager's core through pycro-manager's ZeroMQ server (version 5.1.0; PyJavaZ <c>ZMQServer.java</c> and <c>bridge.py</c>;
/// docs/microscope.md has the messages). Replies carry no key: a socket that got none in time is thrown away, so that a late one is never
/// taken for another.
/// </summary>
internal sealed class MicroManagerLink(string endpoint, CoreOptions options, ILogger log) : IMicroscopeLink
{
    // The description of the core lists every method it has.
    private const long MaxReplyBytes = 16 << 20;
    private const string CoreClass = "mmcorej.CMMCore";

    private readonly RequestSocket _socket = new(endpoint, MaxReplyBytes, log);
    private readonly CoreSettings _settings = new(options);
    private string? _core;

    /// <inheritdoc/>
    public bool CanRead => true;

    /// <inheritdoc/>
    public bool IsRepeatable(ActionRequest request) => true;

    /// <inheritdoc/>
    public Task<Attempt> ReadAsync(TimeSpan timeout, CancellationToken cancel) =>
        OwnThread.RunAsync(() => Guard(null, timeout, cancel, call => new Attempt(AttemptResult.Done, "", _settings.Read(call))));

    /// <inheritdoc/>
    public Task<Attempt> SendAsync(ActionRequest request, Sending sending, TimeSpan timeout, CancellationToken cancel) =>
        _settings.Refusal(request.Change) is { } refusal
            ? Task.FromResult(new Attempt(AttemptResult.Refused, refusal))
            : OwnThread.RunAsync(() => Guard(sending, timeout, cancel, call =>
                {
                    _settings.Apply(request.Change, call);
                    return new Attempt(AttemptResult.Done, "", _settings.Read(call));
                }));

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private Attempt Guard(Sending? sending, TimeSpan timeout, CancellationToken cancel, Func<CoreCall, Attempt> work)
    {
        var start = Stopwatch.GetTimestamp();
        TimeSpan Left() => timeout - Stopwatch.GetElapsedTime(start);
        var told = false;
        object? Call(string method, params object[] arguments)
        {
            var sent = sending is null || told ? null : (Action)sending.Sent;
            told = true;
            return Value(Ask(RunMethod(method, arguments), sent, Left(), cancel));
        }

        try
        {
            var handleIsOld = _core is not null;
            _core ??= Connect(Left, cancel);
            try
            {
                return work(Call);
            }
            catch (CoreRefusal) when (handleIsOld)
            {
                // Micro-Manager may have been started anew, and then does not know the handle; every call is absolute and may be repeated.
                _core = Connect(Left, cancel);
                return work(Call);
            }
        }
        catch (TimeoutException e)
        {
            _core = null;
            return new Attempt(AttemptResult.NoAnswer, e.Message);
        }
        catch (CoreRefusal e)
        {
            return new Attempt(AttemptResult.Refused, e.Message);
        }
    }

    private string Connect(Func<TimeSpan> left, CancellationToken cancel)
    {
        Ask(new JsonObject { ["command"] = "connect", ["debug"] = false }, null, left(), cancel);
        using var reply = Ask(
            new JsonObject
            {
                ["command"] = "constructor",
                ["classpath"] = CoreClass,
                ["argument-types"] = new JsonArray(),
                ["argument-deserialization-types"] = new JsonArray(),
                ["arguments"] = new JsonArray(),
            },
            null,
            left(),
            cancel
        );
        return reply.RootElement.TryGetProperty("hash-code", out var hash) && hash.GetString() is { Length: > 0 } core
            ? core
            : throw new CoreRefusal($"{endpoint} gave no handle of {CoreClass}");
    }

    private JsonObject RunMethod(string method, object[] arguments)
    {
        var types = arguments.Select(a => (JsonNode?)(a is double ? "double" : "java.lang.String")).ToArray();
        return new JsonObject
        {
            ["command"] = "run-method",
            ["static"] = false,
            ["hash-code"] = _core,
            ["name"] = method,
            ["argument-types"] = new JsonArray(types),
            ["argument-deserialization-types"] = new JsonArray([.. types.Select(t => t!.DeepClone())]),
            ["arguments"] = new JsonArray([
                .. arguments.Select(a => (JsonNode?)(a is double number ? JsonValue.Create(number) : JsonValue.Create((string)a))),
            ]),
        };
    }

    private JsonDocument Ask(JsonObject request, Action? sent, TimeSpan left, CancellationToken cancel)
    {
        byte[]? reply = null;
        if (
            left < TimeSpan.FromMilliseconds(1)
            || _socket.Exchange(Encoding.Latin1.GetBytes(request.ToJsonString()), sent, body => (reply = body) is not null, left, cancel)
                != Exchanged.Answered
        )
            throw new TimeoutException(
                $"no answer from pycro-manager's server at {endpoint} to {request["name"] ?? request["command"]}; is "
                    + $"Micro-Manager running, with its server switched on?"
            );
        return Parse(reply!);
    }

    private JsonDocument Parse(byte[] reply)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(Encoding.Latin1.GetString(reply));
        }
        catch (JsonException e)
        {
            throw new TimeoutException($"the answer of {endpoint} is not JSON: {e.Message}", e);
        }

        if (TypeOf(document) != "exception")
            return document;
        using (document)
            throw new CoreRefusal(
                MicroscopeReply.OneLine(
                    FirstLine(document.RootElement.TryGetProperty("value", out var value) ? $"{value}" : "an exception")
                )
            );
    }

    // Java sends its whole stack.
    private static string FirstLine(string text) => text.Split('\n', 2)[0];

    private static object? Value(JsonDocument reply)
    {
        using (reply)
        {
            if (TypeOf(reply) is not ("primitive" or "string") || !reply.RootElement.TryGetProperty("value", out var value))
                return null;
            return value.ValueKind == JsonValueKind.Number ? value.GetDouble() : value.ToString();
        }
    }

    private static string? TypeOf(JsonDocument reply) =>
        reply.RootElement.ValueKind == JsonValueKind.Object
        && reply.RootElement.TryGetProperty("type", out var type)
        && type.ValueKind == JsonValueKind.String
            ? type.GetString()
            : null;
}
