using System.Buffers;
using Cellect.Data.Messages;
using Cellect.Data.Status;
using Cellect.Live.Logging;
using MessagePack;
using Microsoft.Extensions.Logging;
using NetMQ;
using NetMQ.Sockets;

namespace Cellect.Live.Publish;

/// <summary>Answers control requests; lives on the publisher's thread.</summary>
internal sealed class ControlServer(
    RouterSocket socket,
    string endpoint,
    Broadcaster broadcaster,
    Func<ITriggerControl?> triggers,
    ILogger log
)
{
    private const int MaxFrames = 3;
    private const int MostNoted = 1000;

    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>Takes one request, if there is one, and answers it.</summary>
    public void AnswerOne()
    {
        var request = new List<byte[]>(MaxFrames);
        if (!Receive(request))
            return;

        // A REQ socket puts an empty frame between its address and the request, a DEALER does not: each gets its own form back.
        var enveloped = request.Count == 3 && request[1].Length == 0;
        var body = request.Count == 2 || enveloped ? request[^1] : null;
        Encode(body);

        var reply = new NetMQMessage();
        reply.Append(request[0]);
        if (enveloped)
            reply.AppendEmptyFrame();
        reply.Append(_buffer.WrittenSpan.ToArray());
        socket.TrySendMultipartMessage(reply);
    }

    /// <summary>Reads all frames of a message, keeping no more than a request has.</summary>
    private bool Receive(List<byte[]> frames)
    {
        if (!socket.TryReceiveFrameBytes(out var bytes, out var more))
            return false;
        frames.Add(bytes);
        while (more)
        {
            bytes = socket.ReceiveFrameBytes(out more);
            if (frames.Count <= MaxFrames)
                frames.Add(bytes);
        }

        return true;
    }

    private void Encode(byte[]? body)
    {
        var (type, seconds) = ("", 0.0);
        var error = body is null ? "request is not one frame" : ControlRequest.Read(body, out type, out seconds);
        if (error is null && type is "arm" or "disarm" or "stop")
        {
            error = Command(type, seconds);
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

    private string? Command(string type, double seconds)
    {
        if (triggers() is not { } control)
            return "there are no triggers: set Triggers:Mode to Observe or DryRun";
        // Who is behind a ROUTER socket cannot be told: it reads, and at most it stops, and that from this computer alone.
        var caller = new Caller($"control socket {endpoint}", "unknown");
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
