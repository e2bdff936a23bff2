using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Cellect.Data.Status;

namespace Cellect.Triggers.Control;

/// <summary>
/// Takes <c>arm SECONDS</c>, <c>disarm</c>, <c>stop</c> and <c>status</c>, one line a connection, on the loopback. Its threads are its own
/// and it uses no ZeroMQ: a stop works while the pipeline, the publisher and the thread pool are busy.
/// </summary>
internal sealed class CommandServer : IDisposable
{
    private const int LongestLine = 200,
        MostConnections = 16;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private readonly ITriggerControl _control;
    private readonly TcpListener _listener;
    private readonly Thread _thread;
    private int _connections;
    private volatile bool _closing;

    /// <summary>Binds and begins to take commands.</summary>
    /// <param name="endpoint"><c>tcp://127.0.0.1:PORT</c>; port 0 takes a free one.</param>
    /// <param name="control">What the commands steer.</param>
    /// <exception cref="IOException">The endpoint cannot be bound.</exception>
    public CommandServer(string endpoint, ITriggerControl control)
    {
        _control = control;
        _listener = new TcpListener(CommandEndpoint.Parse(endpoint));
        try
        {
            _listener.Start();
        }
        catch (SocketException e)
        {
            throw new IOException(
                $"cannot bind {endpoint} (Triggers:CommandEndpoint): {e.Message}; end the program that uses it or "
                    + $"choose another, for example tcp://127.0.0.1:5569",
                e
            );
        }

        Endpoint = $"tcp://{(IPEndPoint)_listener.LocalEndpoint}";
        _thread = new Thread(Accept)
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
        _listener.Dispose();
        _thread.Join();
    }

    private void Accept()
    {
        while (!_closing)
        {
            try
            {
                var client = _listener.AcceptTcpClient();
                if (Interlocked.Increment(ref _connections) > MostConnections)
                    Close(client);
                else
                    new Thread(() => Serve(client)) { IsBackground = true, Name = "cellect-command" }.Start();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Closing, or a connection that went away before it was taken.
            }
        }
    }

    private void Serve(TcpClient client)
    {
        try
        {
            client.ReceiveTimeout = client.SendTimeout = (int)Timeout.TotalMilliseconds;
            var stream = client.GetStream();
            stream.Write(Encoding.UTF8.GetBytes(Answer(ReadLine(stream)) + "\n"));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // Whoever does not wait for the answer gets none.
        }
        finally
        {
            Close(client);
        }
    }

    private void Close(TcpClient client)
    {
        client.Dispose();
        Interlocked.Decrement(ref _connections);
    }

    private static string ReadLine(NetworkStream stream)
    {
        var line = new StringBuilder();
        for (var c = stream.ReadByte(); c >= 0 && c != '\n' && line.Length < LongestLine; c = stream.ReadByte())
            line.Append((char)c);
        return line.ToString().Trim();
    }

    // A browser can be made to send a request here: its first line is no command, and no other line is read.
    private string Answer(string line)
    {
        switch (line.Split(' '))
        {
            case ["stop"]:
                _control.Stop();
                return "stopped: nothing more is sent; the microscope is being put back";
            case ["disarm"]:
                _control.Disarm();
                return "disarming: nothing more is sent; the microscope is being put back";
            case ["arm", var text]
                when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= 1e9:
                return _control.Arm(TimeSpan.FromSeconds(seconds)) is { } why ? $"error {why}" : "arming";
            case ["status"]:
                return CommandStatus.Line(_control.Status);
            default:
                return "error legal are: arm SECONDS, disarm, stop, status";
        }
    }
}
