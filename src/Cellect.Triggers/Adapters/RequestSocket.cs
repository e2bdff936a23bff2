using System.Diagnostics;
using Cellect.Gate.Connections;
using Cellect.Gate.Sockets;
using Microsoft.Extensions.Logging;

namespace Cellect.Triggers.Adapters;

/// <summary>Asks a REP or ROUTER socket, one request at a time.</summary>
/// <remarks>
/// A socket that got no answer is thrown away with all that it still holds ("lazy pirate", ZeroMQ guide, chapter 4): nothing is delivered
/// after it was given up, and a connection that has died unseen is replaced.
/// </remarks>
internal sealed class RequestSocket(string endpoint, long maxReplyBytes, ILogger log) : IDisposable
{
    // A reply has two parts at most; what has a few more is passed over, what has many ends the connection.
    private const int MaxParts = 2;
    private const int MaxPartsTaken = 64;

    // How late a cancellation may be noticed.
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);

    private readonly GateJournal _journal = new(log, endpoint);
    private RequestLine? _line;

    /// <summary>Sends a request and waits for the reply that is accepted; blocks, so not on a thread of the pool.</summary>
    /// <param name="body">The request.</param>
    /// <param name="sent">Called when the socket has taken it.</param>
    /// <param name="accept">Given each reply (null: it has too many parts), tells whether the wait is over.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancel">Given up by the caller.</param>
    public Exchanged Exchange(byte[] body, Action? sent, Func<byte[]?, bool> accept, TimeSpan timeout, CancellationToken cancel)
    {
        var line = _line ??= new RequestLine(endpoint, maxReplyBytes, MaxPartsTaken, _journal, TimeProvider.System);
        // REP expects the empty part that REQ puts before a request; ROUTER sees it too.
        if (!line.TrySend(ReadOnlyMemory<byte>.Empty, body))
            return GiveUp(Exchanged.NotSent);
        sent?.Invoke();

        var start = Stopwatch.GetTimestamp();
        for (var left = timeout; left > TimeSpan.Zero && !cancel.IsCancellationRequested; left = timeout - Stopwatch.GetElapsedTime(start))
            if (TryReceive(line, left < Slice ? left : Slice, out var reply) && accept(reply))
                return Exchanged.Answered;
        GiveUp(Exchanged.NoAnswer);
        cancel.ThrowIfCancellationRequested();
        return Exchanged.NoAnswer;
    }

    /// <inheritdoc/>
    public void Dispose() => GiveUp(Exchanged.NoAnswer);

    /// <summary>The last of the parts of a message; null when there are more than a reply has.</summary>
    private static bool TryReceive(RequestLine line, TimeSpan timeout, out byte[]? reply)
    {
        reply = null;
        if (!line.TryReceive(timeout, out var parts))
            return false;
        var isOne = parts.Length == 1 || (parts.Length == MaxParts && parts[0].Length == 0);
        reply = isOne ? parts[^1] : null;
        return true;
    }

    private Exchanged GiveUp(Exchanged result)
    {
        _line?.Dispose();
        _line = null;
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
