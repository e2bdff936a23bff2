using System.Net.Sockets;
using System.Text;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Control;

/// <summary>Sends a command to a running service.</summary>
internal static class CommandClient
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>The answer to a command.</summary>
    /// <param name="endpoint">The service's command door.</param>
    /// <param name="command">The command.</param>
    /// <param name="token">Signs it; null: it is not signed.</param>
    /// <exception cref="IOException">Nobody answers.</exception>
    public static string Ask(string endpoint, string command, CommandToken? token = null)
    {
        try
        {
            using var client = new TcpClient();
            client.SendTimeout = client.ReceiveTimeout = (int)Timeout.TotalMilliseconds;
            client.Connect(CommandEndpoint.Parse(endpoint));
            using var stream = client.GetStream();
            stream.Write(Encoding.UTF8.GetBytes((token?.Sign(command, TimeProvider.System.GetUtcNow()) ?? command) + "\n"));
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return reader.ReadLine() ?? throw new IOException("no answer");
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw new IOException(
                $"no service takes commands at {endpoint}: {e.Message}; is cellect run running, with Triggers:Mode "
                    + $"other than Off? --to names another endpoint",
                e
            );
        }
    }
}
