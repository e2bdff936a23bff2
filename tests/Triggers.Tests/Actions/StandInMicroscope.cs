using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using MessagePack;
using NetMQ;
using NetMQ.Sockets;

namespace Cellect.Triggers.Tests.Actions;

/// <summary>A script on the microscope's side, written from docs/microscope.md alone: a ROUTER that carries each key out once.</summary>
internal sealed class StandInMicroscope : IDisposable
{
    private readonly RouterSocket _socket = new();
    private readonly Thread _thread;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<(DateTimeOffset Due, NetMQMessage Message)> _late = [];

    /// <param name="endpoint">Where; null: a free port.</param>
    public StandInMicroscope(string? endpoint = null)
    {
        if (endpoint is null)
            Endpoint = $"tcp://127.0.0.1:{_socket.BindRandomPort("tcp://127.0.0.1")}";
        else
            _socket.Bind(Endpoint = endpoint);
        _thread = new Thread(Serve) { IsBackground = true };
        _thread.Start();
    }

    public string Endpoint { get; }

    /// <summary>The settings, as in the messages.</summary>
    public JsonObject Settings { get; } =
        new()
        {
            ["interval_s"] = 10.0,
            ["power_percent"] = 5.0,
            ["stage_um"] = new JsonArray(1.0, 2.0, 3.0),
        };

    /// <summary>Every request of type action, in the order of arrival, repetitions included.</summary>
    public ConcurrentQueue<JsonNode> Requests { get; } = new();

    /// <summary>How often each key was carried out.</summary>
    public ConcurrentDictionary<string, int> CarriedOut { get; } = new();

    /// <summary>Given a request and its answer, tells what is sent and when (seconds). Default: the answer, at once.</summary>
    public Func<JsonNode, byte[], IEnumerable<(double After, byte[] Body)>> Answers { get; set; } = (_, answer) => [(0, answer)];

    /// <summary>Given a request, why it is refused; null: it is not.</summary>
    public Func<JsonNode, string?> Refuses { get; set; } = _ => null;

    public double Power
    {
        get
        {
            lock (Settings)
                return (double)Settings["power_percent"]!;
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _socket.Dispose();
        _stop.Dispose();
    }

    /// <summary>Waits for something to become true; generous, and never what decides a test.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!condition())
        {
            Assert.False(timeout.IsCancellationRequested, $"{what} did not come");
            await Task.Delay(5, CancellationToken.None);
        }
    }

    private void Serve()
    {
        while (!_stop.IsCancellationRequested)
        {
            NetMQMessage? request = null;
            if (_socket.TryReceiveMultipartMessage(TimeSpan.FromMilliseconds(5), ref request))
                Answer(request);
            for (var i = _late.Count - 1; i >= 0; i--)
                if (_late[i].Due <= TimeProvider.System.GetUtcNow())
                {
                    _socket.TrySendMultipartMessage(_late[i].Message);
                    _late.RemoveAt(i);
                }
        }
    }

    private void Answer(NetMQMessage request)
    {
        Assert.Equal(3, request.FrameCount);
        var body = request.Last.ToByteArray();
        var packed = body[0] != (byte)'{';
        var map = JsonNode.Parse(packed ? MessagePackSerializer.ConvertToJson(body) : Encoding.UTF8.GetString(body))!;
        var json = Reply(map).ToJsonString();
        foreach (var (after, answer) in Answers(map, packed ? MessagePackSerializer.ConvertFromJson(json) : Encoding.UTF8.GetBytes(json)))
        {
            var message = new NetMQMessage();
            message.Append(request[0].ToByteArray());
            message.AppendEmptyFrame();
            message.Append(answer);
            if (after > 0)
                _late.Add((TimeProvider.System.GetUtcNow().AddSeconds(after), message));
            else
                _socket.TrySendMultipartMessage(message);
        }
    }

    private JsonObject Reply(JsonNode request)
    {
        var key = (string)request["key"]!;
        if ((string)request["type"]! == "action")
        {
            Requests.Enqueue(request);
            if (Refuses(request) is { } reason)
                return new JsonObject
                {
                    ["v"] = 1,
                    ["key"] = key,
                    ["ok"] = false,
                    ["error"] = reason,
                };
            if (CarriedOut.TryAdd(key, 1))
                lock (Settings)
                    foreach (var (name, value) in request["change"]!.AsObject())
                        Settings[name] = value!.DeepClone();
        }

        lock (Settings)
            return new JsonObject
            {
                ["v"] = 1,
                ["key"] = key,
                ["ok"] = true,
                ["settings"] = Settings.DeepClone(),
            };
    }
}
