using System.Buffers;
using Cellect.Data.Messages;
using Cellect.Data.Status;
using Cellect.Live.Logging;
using MessagePack;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Publish;

/// <summary>Answers control requests; lives on the publisher's thread.</summary>
internal sealed class ControlServer(string endpoint, Broadcaster broadcaster, Func<ITriggerControl?> triggers, ILogger log)
{
    private const int MostNoted = 1000;

    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>Answers one request.</summary>
    /// <param name="from">The address that it came from.</param>
    /// <param name="request">Its parts.</param>
    /// <returns>The parts of the answer.</returns>
    public IReadOnlyList<byte[]> Answer(string from, IReadOnlyList<byte[]> request)
    {
        // A REQ socket puts an empty part before the request, a DEALER does not: each gets its own form back.
        var enveloped = request.Count == 2 && request[0].Length == 0;
        Encode(from, request.Count == 1 || enveloped ? request[^1] : null);
        var answer = _buffer.WrittenSpan.ToArray();
        return enveloped ? new[] { Array.Empty<byte>(), answer } : [answer];
    }

    private void Encode(string from, byte[]? body)
    {
        var (type, seconds) = ("", 0.0);
        var error = body is null ? "request is not one frame" : ControlRequest.Read(body, out type, out seconds);
        if (error is null && type is "arm" or "disarm" or "stop")
        {
            error = Command(from, type, seconds);
            // The answer to a command is the status.
            type = StatusMessage.Topic;
        }

        _buffer.ResetWrittenCount();
        var writer = new MessagePackWriter(_buffer);
        switch (error is null ? type : null)
        {
            case SnapshotMessage.Type:
                broadcaster.WriteSnapshot(ref writer);
                break;
            case StatusMessage.Topic:
                broadcaster.WriteStatus(ref writer);
                break;
            default:
                Refuse(
                    ref writer,
                    error
                        ?? $"unknown request type '{Shorten(type)}'; legal: {SnapshotMessage.Type}, "
                            + $"{StatusMessage.Topic}, arm, disarm, stop"
                );
                break;
        }

        writer.Flush();
    }

    private string? Command(string from, string type, double seconds)
    {
        if (triggers() is not { } control)
            return "there are no triggers: set Triggers:Mode to Observe or DryRun";
        // It reads, and at most it stops, and that from this computer alone.
        var caller = new Caller($"{from}, control socket {endpoint}", "unknown");
        if (type == "stop" && IsLoopback(endpoint))
        {
            control.Stop(caller);
            return null;
        }

        var command = type == "arm" ? FormattableString.Invariant($"arm {seconds:0.###}") : type;
        var why = "this socket is for reading: commands go, signed, to Triggers:CommandEndpoint (cellect arm, disarm, stop)";
        if (broadcaster.BadRequests < MostNoted)
            control.Refused(command, why, caller);
        return why;
    }

    private static bool IsLoopback(string endpoint) => Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.IsLoopback;

    private void Refuse(ref MessagePackWriter writer, string error)
    {
        if (broadcaster.BadRequests++ == 0)
            Log.BadControlRequest(log, error);
        ErrorMessage.Write(ref writer, error);
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "...";
}
