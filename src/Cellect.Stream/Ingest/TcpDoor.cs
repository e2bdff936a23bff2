using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Cellect.Data.Pixels;
using Cellect.Stream.Wire;
using Cellect.Stream.Wire.Recipe;
using Microsoft.Extensions.Logging;

namespace Cellect.Stream.Ingest;

/// <summary>
/// A door for programs without ZeroMQ: a line of JSON (the recipe's keys), then the pixels; each is answered by a line, <c>{"ok":true}</c>
/// or <c>{"error":"..."}</c>. A connection has one message under way, and waits while the pipeline does.
/// </summary>
internal sealed class TcpDoor : IDisposable
{
    /// <summary>Connections at once; a further one is closed.</summary>
    public const int MostConnections = 16;

    private const int FirstRead = 1 << 20;
    private static readonly byte[] Ok = "{\"ok\":true}\n"u8.ToArray();

    private readonly TcpListener _listener;
    private readonly HeaderRules _rules;
    private readonly WireLimits _limits;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<DoorMessage> _waiting = Channel.CreateBounded<DoorMessage>(MostConnections);
    private readonly ConcurrentDictionary<string, long> _closed = new();
    private int _connections;
    private int _left;

    /// <summary>Opens the door.</summary>
    /// <param name="endpoint">Where to listen; port 0 takes a free one.</param>
    /// <param name="limits">Bounds on what a sender may ask for.</param>
    /// <param name="log">Told of senders that come and go.</param>
    /// <exception cref="SocketException">The endpoint cannot be used.</exception>
    public TcpDoor(string endpoint, WireLimits limits, ILogger log)
    {
        var uri = new Uri(endpoint);
        (_limits, _rules, _log) = (limits, new HeaderRules(limits), log);
        _listener = new TcpListener(
            uri.Host == "*" ? IPAddress.Any : IPAddress.Parse(uri.Host == "localhost" ? "127.0.0.1" : uri.Host),
            uri.Port
        );
        _listener.Start();
        Endpoint = $"tcp://{_listener.LocalEndpoint}";
        _ = AcceptAsync();
    }

    /// <summary>Where it listens, with the real port.</summary>
    public string Endpoint { get; }

    /// <summary>Connections that were closed for what their senders did, by reason.</summary>
    public IReadOnlyDictionary<string, long> Closed => _closed;

    /// <summary>True while somebody is connected: messages may come at any moment.</summary>
    public bool IsInUse => Volatile.Read(ref _connections) > 0;

    /// <summary>The next message, if one waits. Whoever takes it must answer it.</summary>
    public bool TryTake(out DoorMessage message) => _waiting.Reader.TryRead(out message!);

    /// <summary>True, once, when the last sender has gone.</summary>
    public bool TakeAllGone() => !IsInUse && Interlocked.Exchange(ref _left, 0) == 1;

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        while (TryTake(out var left))
            left.Answer.TrySetResult("the service is stopping");
        _stop.Dispose();
    }

    private void Count(string reason) => _closed.AddOrUpdate(reason, 1, (_, count) => count + 1);

    private async Task AcceptAsync()
    {
        var stop = _stop.Token;
        try
        {
            while (!stop.IsCancellationRequested)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(stop).ConfigureAwait(false), stop);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The door is closed.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        using var _ = client;
        if (Interlocked.Increment(ref _connections) > MostConnections)
        {
            Interlocked.Decrement(ref _connections);
            Count("too-many-connections");
            return;
        }

        var peer = client.Client.RemoteEndPoint?.ToString() ?? "?";
        DoorLog.Connected(_log, peer);
        try
        {
            client.NoDelay = true;
            await TalkAsync(new DoorReader(client.GetStream(), _limits.MaxHeaderBytes), client.GetStream(), stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Gone: what it sent whole is in.
        }
        finally
        {
            DoorLog.Gone(_log, peer);
            Volatile.Write(ref _left, 1);
            Interlocked.Decrement(ref _connections);
        }
    }

    private async Task TalkAsync(DoorReader reader, NetworkStream stream, CancellationToken stop)
    {
        while (await reader.LineAsync(stop).ConfigureAwait(false) is { } line)
        {
            if (line.Length == 0)
                continue;
            var size = SizeOf(line, out var fault);
            if (fault is not null)
            {
                // Where the pixels end is not known: the connection cannot go on.
                await stream.WriteAsync(Error(fault.Detail), stop).ConfigureAwait(false);
                Count(fault.Reason.Name());
                return;
            }

            if (await reader.BytesAsync(size, FirstRead, stop).ConfigureAwait(false) is not { } pixels)
                return;
            var message = new DoorMessage(
                line,
                pixels,
                new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously)
            );
            await _waiting.Writer.WriteAsync(message, stop).ConfigureAwait(false);
            var complaint = await message.Answer.Task.WaitAsync(stop).ConfigureAwait(false);
            await stream.WriteAsync(complaint is null ? Ok : Error(complaint), stop).ConfigureAwait(false);
        }
    }

    /// <summary>Bytes of pixels after a line, within the limits.</summary>
    private int SizeOf(byte[] line, out Malformed? fault)
    {
        fault = null;
        if (IsEnd(line))
            return 0;
        fault = RecipeReader.Read(line, _rules, _limits.MaxDepth, out var message);
        if (message is null)
            return 0;
        var bytes = message is PlaneMessage ? message.PlaneBytes : message.VolumeBytes * ((VolumeMessage)message).Channels;
        if (bytes <= _limits.MaxVolumeBytes)
            return (int)bytes;
        fault = new Malformed(
            MalformedReason.TooLarge,
            $"{bytes} bytes of pixels, the limit is {_limits.MaxVolumeBytes}; raise MaxVolumeBytes"
        );
        return 0;
    }

    /// <summary>Whether a line is the end of a series: <c>{"end": true}</c>.</summary>
    public static bool IsEnd(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            return reader.Read()
                && reader.TokenType == JsonTokenType.StartObject
                && reader.Read()
                && reader.ValueTextEquals("end"u8)
                && reader.Read()
                && reader.TokenType == JsonTokenType.True;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static byte[] Error(string what) =>
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Dictionary<string, string> { ["error"] = what }) + "\n");
}
