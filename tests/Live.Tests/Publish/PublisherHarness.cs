using System.Runtime.InteropServices;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Live.Publish;
using Cellect.Testing;
using MessagePack;
using MessagePack.Resolvers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NetMQ;
using NetMQ.Sockets;
using Map = System.Collections.Generic.Dictionary<object, object>;

namespace Cellect.Live.Tests.Publish;

/// <summary>A publisher on free ports, with a subscriber and a client on real sockets.</summary>
internal sealed class PublisherHarness : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly MessagePackSerializerOptions Plain = MessagePackSerializerOptions.Standard.WithResolver(
        PrimitiveObjectResolver.Instance
    );

    private readonly SubscriberSocket _subscriber = new();

    public PublisherHarness(Func<ServiceStatus>? counts = null)
    {
        Publisher = new Publisher(
            new PublishOptions { Endpoint = "tcp://127.0.0.1:0", ControlEndpoint = "tcp://127.0.0.1:0" },
            Time,
            counts ?? (() => ServiceStatus.None),
            NullLogger<Publisher>.Instance
        );
        _subscriber.Options.ReceiveHighWatermark = 0;
        _subscriber.SubscribeToAnyTopic();
        _subscriber.Connect(Publisher.Endpoint);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public Publisher Publisher { get; }

    /// <summary>Lets time pass until a status message shows that the subscription has reached the publisher.</summary>
    /// <returns>That message.</returns>
    public Map WaitForSubscription()
    {
        List<byte[]>? frames = null;
        for (var i = 0; i < 300 && !_subscriber.TryReceiveMultipartBytes(TimeSpan.FromMilliseconds(100), ref frames!); i++)
            Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(frames);
        while (_subscriber.TryReceiveMultipartBytes(TimeSpan.Zero, ref frames)) { }

        return Decode(frames[1]);
    }

    public Map Receive()
    {
        List<byte[]>? frames = null;
        Assert.True(_subscriber.TryReceiveMultipartBytes(Timeout, ref frames!), "nothing was published");
        Assert.Equal(2, frames.Count);
        var message = Decode(frames[1]);
        Assert.Equal(System.Text.Encoding.UTF8.GetString(frames[0]), message["type"]);
        return message;
    }

    public Map Receive(string type)
    {
        var message = Receive();
        while ((string)message["type"] != type)
            message = Receive();
        return message;
    }

    public async Task PublishAsync(TrackedFrame frame)
    {
        using var volume = FakeSeries.Pool.Rent(frame.Header);
        await Publisher.WriteAsync(frame, volume, default);
    }

    public async Task BeginAsync(string series = "run 1") => await Publisher.BeginSeriesAsync(FakeSeries.Header(series), default);

    public async Task EndAsync(IReadOnlyDictionary<string, long> ledger) =>
        await Publisher.EndSeriesAsync(new SeriesSummary("run 1", "end", ledger, ledger.Values.Sum()), default);

    /// <summary>A request as REQ sockets send it.</summary>
    public Map Ask(string type) => Ask(MessagePackSerializer.Serialize(new Dictionary<string, object> { ["v"] = 1, ["type"] = type }));

    public Map Ask(byte[] request)
    {
        using var socket = new RequestSocket(Publisher.ControlEndpoint.Insert(0, ">"));
        socket.SendFrame(request);
        Assert.True(socket.TryReceiveFrameBytes(Timeout, out var answer), "no answer");
        return Decode(answer!);
    }

    /// <summary>A request of any frames from a DEALER socket.</summary>
    public List<byte[]> AskDealer(params byte[][] frames)
    {
        using var socket = new DealerSocket(Publisher.ControlEndpoint.Insert(0, ">"));
        socket.SendMultipartBytes(frames);
        List<byte[]>? answer = null;
        Assert.True(socket.TryReceiveMultipartBytes(Timeout, ref answer!), "no answer");
        return answer;
    }

    public static Map Decode(byte[] body) => (Map)MessagePackSerializer.Deserialize<object>(body, Plain);

    public static int[] Integers(object column) => MemoryMarshal.Cast<byte, int>((byte[])column).ToArray();

    public static float[] Floats(object column) => MemoryMarshal.Cast<byte, float>((byte[])column).ToArray();

    public static TrackedCell[] Cells(object table)
    {
        var columns = (Map)table;
        var (track, parent) = (Integers(columns["track"]), Integers(columns["parent"]));
        float[][] values = [.. new[] { "z", "y", "x", "radius", "score", "division" }.Select(key => Floats(columns[key]))];
        return
        [
            .. track.Select(
                (id, i) =>
                    new TrackedCell(id, parent[i], values[0][i], values[1][i], values[2][i], values[3][i], values[4][i], values[5][i])
            ),
        ];
    }

    public static (int T, Division Division)[] Divisions(object table)
    {
        var columns = (Map)table;
        int[][] ids = [.. new[] { "t", "mother", "first_daughter", "second_daughter" }.Select(key => Integers(columns[key]))];
        float[][] values = [.. new[] { "z", "y", "x", "probability" }.Select(key => Floats(columns[key]))];
        return
        [
            .. ids[0]
                .Select(
                    (t, i) => (t, new Division(ids[1][i], ids[2][i], ids[3][i], values[0][i], values[1][i], values[2][i], values[3][i]))
                ),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await Publisher.DisposeAsync();
        _subscriber.Dispose();
    }
}
