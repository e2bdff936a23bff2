using System.Net.Sockets;
using System.Text;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Control;

/// <summary>Sends a command to a running service.</summary>
internal static class CommandClient
{
    private const int LongestAnswer = 65_536;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>The answer to a command. Blocks.</summary>
    /// <inheritdoc cref="AskAsync"/>
    public static string Ask(string endpoint, string command, CommandToken? token = null) =>
        AskAsync(endpoint, command, token, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>The answer to a command.</summary>
    /// <param name="endpoint">The service's command door, <c>tcp://HOST:PORT</c>.</param>
    /// <param name="command">The command.</param>
    /// <param name="token">Signs it; null: it is not signed.</param>
    /// <param name="cancel">Gives up: what has not been sent yet will not be.</param>
    /// <exception cref="IOException">Nobody answers within five seconds.</exception>
    /// <exception cref="OperationCanceledException">Given up.</exception>
    public static async Task<string> AskAsync(string endpoint, string command, CommandToken? token, CancellationToken cancel)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(Timeout);
        try
        {
            using var client = new TcpClient();
            var (host, port) = CommandEndpoint.HostOf(endpoint);
            await client.ConnectAsync(host, port, timeout.Token);
            await using var stream = client.GetStream();
            // Signed at the last moment: a signature is good for a minute.
            var line = token?.Sign(command, TimeProvider.System.GetUtcNow()) ?? command;
            await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), timeout.Token);
            return await ReadLineAsync(stream, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw Silent(endpoint, $"no answer within {Timeout.TotalSeconds:0} s", null);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw Silent(endpoint, e.Message, e);
        }
    }

    private static async Task<string> ReadLineAsync(NetworkStream stream, CancellationToken cancel)
    {
        var (line, length) = (new byte[LongestAnswer], 0);
        while (length < LongestAnswer)
        {
            var got = await stream.ReadAsync(line.AsMemory(length), cancel);
            var end = Array.IndexOf(line, (byte)'\n', length, got);
            length += got;
            if (end >= 0)
                return Encoding.UTF8.GetString(line, 0, end);
            if (got == 0)
                break;
        }

        throw new IOException(length == 0 ? "no answer" : $"an answer of {length} bytes that is no line");
    }

    private static IOException Silent(string endpoint, string why, Exception? cause) =>
        new(
            $"no service takes commands at {endpoint}: {why}; is cellect run running, with Triggers:Mode "
                + $"other than Off? --to names another endpoint",
            cause
        );
}
