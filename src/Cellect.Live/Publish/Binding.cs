using NetMQ;

namespace Cellect.Live.Publish;

/// <summary>Binds sockets, and says in the words of the settings what is wrong.</summary>
internal static class Binding
{
    /// <summary>Binds <paramref name="socket"/> and returns the endpoint with its true port.</summary>
    /// <exception cref="IOException">It cannot be bound.</exception>
    public static string Bind(NetMQSocket socket, string endpoint, string option)
    {
        try
        {
            socket.Bind(endpoint);
            return socket.Options.LastEndpoint!;
        }
        catch (Exception e) when (e is NetMQException or System.Net.Sockets.SocketException or ArgumentException or NotSupportedException)
        {
            throw new IOException(
                $"cannot bind {endpoint} (Publish:{option}): {e.Message}; end the program that uses it or choose "
                    + $"another, for example tcp://127.0.0.1:5566",
                e
            );
        }
    }
}
