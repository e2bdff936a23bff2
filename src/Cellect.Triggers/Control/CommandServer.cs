using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Cellect.Data.Status;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Control;

/// <summary>
/// The command door: takes <c>arm SECONDS</c>, <c>disarm</c>, <c>stop</c>, <c>putback</c> and <c>status</c>, one line a connection. Nothing
/// holds a stop up: one thread of its own serves all connections and never waits for any of them, the oldest makes room for the newest,
/// and no ZeroMQ and no thread of the pool is used.
/// </summary>
internal sealed class CommandServer : IDisposable
{
    private const int MostConnections = 64,
        MostAtOnce = 256,
        WaitMicroseconds = 100_000;
    private static readonly TimeSpan LineTimeout = TimeSpan.FromSeconds(2);

    private readonly ITriggerControl _control;
    private readonly CommandGate _gate;
    private readonly TimeProvider _time;
    private readonly Socket _listener;
    private readonly Thread _thread;

    // In the order of their coming.
    private readonly List<CommandConnection> _connections = [];

    // Given up when the process has no descriptor left, so that one connection more can be taken.
    private Socket? _reserve = NewSocket();
    private volatile bool _closing;

    /// <summary>Binds and begins to take commands.</summary>
    /// <param name="endpoint"><c>tcp://ADDRESS:PORT</c>; port 0 takes a free one.</param>
    /// <param name="control">What the commands steer.</param>
    /// <param name="gate">Says who may.</param>
    /// <param name="time">Clock.</param>
    /// <exception cref="IOException">The endpoint cannot be bound.</exception>
    public CommandServer(string endpoint, ITriggerControl control, CommandGate gate, TimeProvider time)
    {
        (_control, _gate, _time) = (control, gate, time);
        var address = CommandEndpoint.Parse(endpoint);
        _listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        try
        {
            // Otherwise a service that comes back after a crash waits for the connections of the old one to be forgotten.
            if (!OperatingSystem.IsWindows())
                _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _listener.Bind(address);
            _listener.Listen(int.MaxValue);
        }
        catch (SocketException e)
        {
            _listener.Dispose();
            throw new IOException(
                $"cannot bind {endpoint} (Triggers:CommandEndpoint): {e.Message}; end the program that uses it or "
                    + $"choose another, for example tcp://127.0.0.1:5569",
                e
            );
        }

        Endpoint = $"tcp://{(IPEndPoint)_listener.LocalEndPoint!}";
        _thread = new Thread(Serve)
        {
            IsBackground = true,
            Name = "cellect-commands",
            Priority = ThreadPriority.AboveNormal,
        };
        _thread.Start();
    }

    /// <summary>Where it is bound, with its true port.</summary>
    public string Endpoint { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closing = true;
        _thread.Join();
        _listener.Dispose();
        _reserve?.Dispose();
        foreach (var connection in _connections)
            connection.Dispose();
    }

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private void Serve()
    {
        var ready = new List<Socket>();
        while (!_closing)
        {
            ready.Clear();
            ready.Add(_listener);
            foreach (var connection in _connections)
                ready.Add(connection.Socket);
            try
            {
                Socket.Select(ready, null, null, WaitMicroseconds);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // A connection that broke meanwhile: reading it below says so.
            }

            Accept();
            for (var i = _connections.Count - 1; i >= 0; i--)
                if (IsOver(_connections[i]))
                    Drop(i);
        }
    }

    private void Accept()
    {
        for (var i = 0; i < MostAtOnce; i++)
            try
            {
                var connection = new CommandConnection(_listener.Accept(), _time.GetTimestamp());
                _connections.Add(connection);
                if (IsOver(connection))
                    Drop(_connections.Count - 1);
                if (_connections.Count > MostConnections)
                    Drop(0);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.TooManyOpenSockets && MakeRoom())
            {
                // One descriptor is free again: once more.
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
    }

    private bool MakeRoom()
    {
        var room = _reserve is not null || _connections.Count > 0;
        _reserve?.Dispose();
        if (_reserve is null && _connections.Count > 0)
            Drop(0);
        _reserve = null;
        return room;
    }

    private void Drop(int index)
    {
        _connections[index].Dispose();
        _connections.RemoveAt(index);
        try
        {
            _reserve ??= NewSocket();
        }
        catch (SocketException)
        {
            // None is free; the next one that closes gives it.
        }
    }

    /// <summary>Serves a connection as far as it can be; true when there is nothing left to do.</summary>
    private bool IsOver(CommandConnection connection)
    {
        if (!connection.TryRead(out var line))
            return _time.GetElapsedTime(connection.Since) > LineTimeout;
        if (line is not null)
            connection.Answer(Answer(line, connection.Peer));
        return true;
    }

    // A browser can be made to send a request here: its first line is no command, and no other line is read.
    private string Answer(string line, IPEndPoint peer)
    {
        var command = SignedCommand.Parse(line);
        var from = $"command door, {peer}";
        if (_gate.Refusal(command, peer.Address, out var flood) is { } why)
        {
            if (!flood && command.Command.Split(' ')[0] is "arm" or "disarm" or "stop" or "putback")
                _control.Refused(command.Command, why, new Caller(from, PeerUser.Of(peer)));
            return $"error {why}";
        }

        var how = command.HasSignature ? ", with the token" : "";
        switch (command.Command.Split(' '))
        {
            case ["stop"]:
                // Whose connection it is, is asked after the stop: asking reads a table of the system.
                return _control.Stop(new Caller(from, how.Length > 0 ? "holder of the token" : "this computer, without the token"));
            case ["disarm"]:
                _control.Disarm(Caller());
                return $"disarming: nothing more is sent; {CommandStatus.BeingPutBack}";
            case ["arm", var text]
                when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= 1e9:
                return _control.Arm(TimeSpan.FromSeconds(seconds), Caller()) is { } refusal ? $"error {refusal}" : "arming";
            case ["putback"]:
                return _control.PutBack(byHand: false, Caller()) is { } notBack ? $"error {notBack}" : "putting back";
            case ["putback", "by-hand"]:
                return _control.PutBack(byHand: true, Caller()) is { } notForgotten ? $"error {notForgotten}" : "forgotten";
            case [CommandStatus.OutcomeWord]:
                return CommandStatus.Outcome(_control.Status);
            case ["status"]:
                return CommandStatus.Line(_control.Status);
            default:
                return "error legal are: arm SECONDS, disarm, stop, putback, putback by-hand, status, outcome";
        }

        Caller Caller() => new(from, PeerUser.Of(peer) + how);
    }
}
