using System.Net.Sockets;
using System.Threading.Channels;
using Cellect.Gate.Protocol;

namespace Cellect.Gate.Connections;

/// <summary>One connection: the handshake, then messages in and out. Speaks strictly, and ends at the first violation.</summary>
internal sealed class Peer
{
    private readonly Stream _stream;
    private readonly Action _hangUp;
    private readonly SocketKind _ours;
    private readonly GateLimits _limits;
    private readonly IPeerOwner _owner;
    private readonly GateJournal _journal;
    private readonly PeerDeadline _deadline;
    private readonly Channel<byte[]> _out;
    private readonly CancellationTokenSource _closed = new();
    private Task _writing = Task.CompletedTask;

    /// <param name="stream">The connection.</param>
    /// <param name="hangUp">Ends it in both directions, so that what is read or written returns; the peer disposes of the stream.</param>
    /// <param name="address">Of the other side, for the log.</param>
    /// <param name="ours">Our kind of socket.</param>
    /// <param name="limits">What the peer is granted.</param>
    /// <param name="owner">Takes what comes.</param>
    /// <param name="journal">Told why a connection was closed.</param>
    /// <param name="now">The door's clock.</param>
    public Peer(
        Stream stream,
        Action hangUp,
        string address,
        SocketKind ours,
        GateLimits limits,
        IPeerOwner owner,
        GateJournal journal,
        Func<TimeSpan> now
    )
    {
        (_stream, _hangUp, Address, _ours, _limits, _owner, _journal) = (stream, hangUp, address, ours, limits, owner, journal);
        _deadline = new PeerDeadline(limits, now);
        _out = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(limits.QueuedOut) { SingleReader = true });
        Subscriptions = ours is SocketKind.Pub or SocketKind.XPub ? new SubscriptionSet() : null;
        _deadline.BeginHandshake();
    }

    /// <summary>Of the other side.</summary>
    public string Address { get; }

    /// <summary>The handshake is done.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The peer broke the protocol or a limit.</summary>
    public bool IsAtFault { get; private set; }

    /// <summary>What the peer wants to hear; null where we do not publish.</summary>
    public SubscriptionSet? Subscriptions { get; }

    /// <summary>Serves the connection until it ends; never throws.</summary>
    public async Task RunAsync()
    {
        using var frames = new FrameReader(_stream);
        try
        {
            await Handshake.ShakeAsync(_stream, frames, _ours);
            _deadline.End();
            IsOpen = true;
            _writing = WriteAsync();
            _owner.Opened(this);
            await ReadAsync(frames);
        }
        catch (ProtocolViolation violation)
        {
            // Why we hung up ourselves has been noted.
            if (!IsAtFault)
                _journal.Note(violation.Reason, Address, violation.Message);
            IsAtFault = true;
        }
        catch (Exception e) when (IsEnd(e)) { }
        catch (Exception defect)
        {
            // Ours, not the peer's; it costs this connection alone.
            _journal.Fault(Address, defect);
        }
        finally
        {
            await EndAsync();
        }
    }

    /// <summary>Sends a message in wire form; false when too many wait already, or the connection is at its end.</summary>
    public bool TrySend(byte[] wire) => _out.Writer.TryWrite(wire);

    /// <summary>Sends a message in wire form as soon as there is room; does nothing at the end of the connection.</summary>
    public async ValueTask SendAsync(byte[] wire, CancellationToken closed)
    {
        try
        {
            await _out.Writer.WriteAsync(wire, closed);
        }
        catch (ChannelClosedException) { }
    }

    /// <summary>Sends what waits, for at most so long.</summary>
    public async Task FlushAsync(TimeSpan timeout)
    {
        _out.Writer.TryComplete();
        try
        {
            await _writing.WaitAsync(timeout);
        }
        catch (TimeoutException) { }
    }

    /// <summary>Ends the connection; <see cref="RunAsync"/> returns soon.</summary>
    public void Close()
    {
        _closed.Cancel();
        _hangUp();
    }

    /// <summary>Ends the connection if the peer has not finished in time what it began.</summary>
    public void CloseIfTooSlow()
    {
        if (!_deadline.IsOver)
            return;
        _deadline.End();
        IsAtFault = true;
        _journal.Note(ViolationReason.TooSlow, Address, IsOpen ? "a message was not finished in time" : "the handshake took too long");
        Close();
    }

    private async ValueTask ReadAsync(FrameReader frames)
    {
        using var messages = new MessageReader(frames, _limits, _deadline, _owner);
        while (await messages.ReadAsync(Obey, _closed.Token) is { } message)
            if (Subscriptions is null)
                await _owner.ReceivedAsync(this, message, _closed.Token);
            else
                Subscribe(message);
    }

    private void Subscribe(IncomingMessage message)
    {
        using (message)
            Subscriptions!.Take(message.Count == 1 ? message[0].Span : []);
        _owner.Subscribed(this);
    }

    private void Obey(ReadOnlySpan<byte> command)
    {
        if (TrafficCommand.Obey(command, Subscriptions) is { } answer)
            TrySend(answer);
        else if (Subscriptions is not null)
            _owner.Subscribed(this);
    }

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var wire in _out.Reader.ReadAllAsync())
                await _stream.WriteAsync(wire);
        }
        catch (Exception e) when (IsEnd(e))
        {
            // What is queued from here on goes nowhere; the reading side ends the connection.
            _out.Writer.TryComplete();
            _hangUp();
        }
    }

    private async ValueTask EndAsync()
    {
        await _closed.CancelAsync();
        _out.Writer.TryComplete();
        _hangUp();
        await _writing;
        await _stream.DisposeAsync();
        if (IsOpen)
            _owner.Closed(this);
    }

    private static bool IsEnd(Exception e) => e is IOException or SocketException or ObjectDisposedException or OperationCanceledException;
}
