using System.Net.Sockets;

namespace Cellect.Live.Publish;

/// <summary>Opens sockets, and says in the words of the settings what is wrong.</summary>
internal static class Binding
{
    /// <summary>What <paramref name="open"/> opens at <paramref name="endpoint"/>.</summary>
    /// <exception cref="IOException">It cannot be bound.</exception>
    public static T Bind<T>(string endpoint, string option, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (e is SocketException or FormatException)
        {
            throw new IOException(
                $"cannot bind {endpoint} (Publish:{option}): {e.Message}; end the program that uses it or choose "
                    + $"another, for example tcp://127.0.0.1:5566",
                e
            );
        }
    }
}
