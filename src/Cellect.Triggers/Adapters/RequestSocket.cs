using System.Diagnostics;
using NetMQ;
using NetMQ.Sockets;

namespace Cellect.Triggers.Adapters;

/// <summary>Asks a REP or ROUTER socket, one request at a time.</summary>
/// <remarks>
/// A socket that got no answer is thrown away with all that it still holds ("lazy pirate", ZeroMQ guide, chapter 4): nothing is delivered
/// after it was given up, and a connection that has died unseen is replaced.
/// </remarks>
internal sealed class RequestSocket(string endpoint, long maxReplyBytes) : IDisposable
{
    private const int MaxParts = 2;

    // How late a cancellation may be noticed.
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);

    // NetMQ 4.0.4 takes a timeout between 0 and 1 ms for one that never ends.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private DealerSocket? _socket;

    /// <summary>Sends a request and waits for the reply that is accepted; blocks, so not on a thread of the pool.</summary>
    /// <param name="body">The request.</param>
    /// <param name="sent">Called when the socket has taken it.</param>
    /// <param name="accept">Given each reply (null: it has too many parts), tells whether the wait is over.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancel">Given up by the caller.</param>
    public Exchanged Exchange(byte[] body, Action? sent, Func<byte[]?, bool> accept, TimeSpan timeout, CancellationToken cancel)
    {
        var socket = _socket ??= Open();
        // REP expects the empty part that REQ puts before a request; ROUTER sees it too.
        var message = new NetMQMessage(MaxParts);
        message.AppendEmptyFrame();
        message.Append(body);
        if (!socket.TrySendMultipartMessage(timeout, message))
            return GiveUp(Exchanged.NotSent);
        sent?.Invoke();

        var start = Stopwatch.GetTimestamp();
        for (var left = timeout; left >= Shortest && !cancel.IsCancellationRequested; left = timeout - Stopwatch.GetElapsedTime(start))
            if (TryReceive(socket, left < Slice ? left : Slice, out var reply) && accept(reply))
                return Exchanged.Answered;
        GiveUp(Exchanged.NoAnswer);
        cancel.ThrowIfCancellationRequested();
        return Exchanged.NoAnswer;
    }

    /// <inheritdoc/>
    public void Dispose() => GiveUp(Exchanged.NoAnswer);

    /// <summary>The last of the parts of a message; null when there are more than a reply has.</summary>
    private static bool TryReceive(DealerSocket socket, TimeSpan timeout, out byte[]? reply)
    {
        if (!socket.TryReceiveFrameBytes(timeout, out reply, out var more))
            return false;
        var delimited = reply!.Length == 0;
        for (var parts = 2; more; parts++)
        {
            var part = socket.ReceiveFrameBytes(out more);
            reply = parts == MaxParts && delimited ? part : null;
        }

        return true;
    }

    private DealerSocket Open()
    {
        var socket = new DealerSocket();
        socket.Options.Linger = TimeSpan.Zero;
        socket.Options.MaxMsgSize = maxReplyBytes;
        socket.Options.SendHighWatermark = 1;
        socket.Options.ReceiveHighWatermark = 16;
        socket.Connect(endpoint);
        return socket;
    }

    private Exchanged GiveUp(Exchanged result)
    {
        _socket?.Dispose();
        _socket = null;
        return result;
    }
}

/// <summary>How an exchange ended.</summary>
internal enum Exchanged
{
    /// <summary>A reply was accepted.</summary>
    Answered,

    /// <summary>No reply was accepted in time.</summary>
    NoAnswer,

    /// <summary>The socket did not take the request.</summary>
    NotSent,
}
