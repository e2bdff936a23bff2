using NetMQ;
using NetMQ.Sockets;

namespace Cellect.Replay.Microscope;

/// <summary>The socket of the simulated microscope: a ROUTER on a thread of its own.</summary>
internal sealed class MicroscopeServer : IDisposable
{
    private const int MaxParts = 3;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(20);

    private readonly RouterSocket _socket = new();
    private readonly SimulatedMicroscope _microscope;
    private readonly AnswerFaults _faults;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<(long Due, NetMQMessage Message)> _late = [];
    private readonly Thread _thread;
    private long _lastRequest;

    /// <param name="endpoint">Where to bind; port 0 takes a free one.</param>
    /// <param name="microscope">Who answers.</param>
    /// <param name="faults">What goes wrong on the way.</param>
    /// <param name="time">Clock.</param>
    /// <exception cref="NetMQException">The endpoint cannot be bound.</exception>
    public MicroscopeServer(string endpoint, SimulatedMicroscope microscope, AnswerFaults faults, TimeProvider time)
    {
        (_microscope, _faults, _time) = (microscope, faults, time);
        _socket.Options.Linger = TimeSpan.Zero;
        _socket.Options.MaxMsgSize = 1 << 17;
        try
        {
            _socket.Bind(endpoint);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        Endpoint = _socket.Options.LastEndpoint!;
        _lastRequest = time.GetTimestamp();
        _thread = new Thread(Serve) { IsBackground = true, Name = "microscope" };
        _thread.Start();
    }

    /// <summary>Where it listens.</summary>
    public string Endpoint { get; }

    /// <summary>Time since the last request, or since the start.</summary>
    public TimeSpan Quiet => _time.GetElapsedTime(Volatile.Read(ref _lastRequest));

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _socket.Dispose();
        _stop.Dispose();
    }

    private void Serve()
    {
        var parts = new List<byte[]>(MaxParts);
        while (!_stop.IsCancellationRequested)
        {
            if (Receive(parts))
            {
                Volatile.Write(ref _lastRequest, _time.GetTimestamp());
                Answer(parts);
            }

            SendLate();
        }
    }

    private bool Receive(List<byte[]> parts)
    {
        parts.Clear();
        if (!_socket.TryReceiveFrameBytes(Slice, out var part, out var more))
            return false;
        parts.Add(part!);
        while (more)
        {
            part = _socket.ReceiveFrameBytes(out more);
            if (parts.Count <= MaxParts)
                parts.Add(part);
        }

        return parts.Count is 2 or 3;
    }

    private void Answer(List<byte[]> parts)
    {
        foreach (var (after, body) in _faults.Of(_microscope.Answer(parts[^1])))
        {
            var message = new NetMQMessage(parts.Take(parts.Count - 1));
            message.Append(body);
            if (after == TimeSpan.Zero)
                _socket.TrySendMultipartMessage(message);
            else
                _late.Add((_time.GetTimestamp() + (long)(after.TotalSeconds * _time.TimestampFrequency), message));
        }
    }

    private void SendLate()
    {
        for (var i = _late.Count - 1; i >= 0; i--)
            if (_late[i].Due <= _time.GetTimestamp())
            {
                _socket.TrySendMultipartMessage(_late[i].Message);
                _late.RemoveAt(i);
            }
    }
}
