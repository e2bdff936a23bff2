using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Cellect.Gate.Connections;
using Cellect.Gate.Sockets;
using Cellect.Testing;
using Microsoft.Extensions.Time.Testing;
using NetMQ;
using NetMQ.Sockets;
using static Cellect.Gate.Tests.Bytes;

namespace Cellect.Gate.Tests.Connections;

/// <summary>Real sockets: peers of NetMQ that behave, and strangers that do not, side by side.</summary>
public class DoorTests
{
    private const string Anywhere = "tcp://127.0.0.1:0";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private readonly GateJournal _journal = new(new RecordingLogger(), "test");

    private static GateLimits Limits => Scripted.Limits() with { MaxPartBytes = 1 << 22, MaxMessageBytes = 1 << 23 };

    [Fact]
    public void Pull_MessagesOfNetMQ_ComeWholeAndInOrder()
    {
        using var inlet = Inlet.Pull(Anywhere, Limits, 4, _journal, TimeProvider.System);
        using var sender = new PushSocket(">" + inlet.Endpoint);
        var random = new Random(1);
        byte[][][] sent =
        [
            .. new[] { 0, 1, 255, 256, 8192, 100_000, 3_000_000 }.Select(size =>
            {
                var part = new byte[size];
                random.NextBytes(part);
                return (byte[][])
                    [
                        [(byte)size],
                        part,
                        [],
                    ];
            }),
        ];
        foreach (var message in sent)
            sender.SendMultipartBytes(message);

        foreach (var message in sent)
            using (var came = Receive(inlet))
                Assert.Equal(message, Parts(came));
        Assert.Empty(_journal.Counts);
    }

    [Fact]
    public void Pull_StrangersKnock_GoodSenderLosesNothing()
    {
        using var inlet = Inlet.Pull(Anywhere, Limits, 2, _journal, TimeProvider.System);
        using var sender = new PushSocket(">" + inlet.Endpoint);
        byte[][] killers =
        [
            [.. Handshake("PUSH"), 4, 0],
            [1, 0],
            [.. Greeting(), .. Ready("SUB")],
            [.. Handshake("PUSH"), .. Long(2, 1L << 40)],
        ];
        for (var i = 0; i < 40; i++)
        {
            sender.SendFrame(BitConverter.GetBytes(i));
            Assert.True(IsClosed(Knock(inlet.Endpoint, killers[i % killers.Length])));
            using var came = Receive(inlet);
            Assert.Equal(BitConverter.GetBytes(i), came[0].ToArray());
        }

        Assert.Equal(["command", "old-protocol", "peer-type", "too-large"], _journal.Counts.Keys.Order());
        Assert.All(_journal.Counts.Values, count => Assert.Equal(10, count));
    }

    [Fact]
    public void Pull_ManyIdleConnections_TheOldestGiveWayToWhoSpeaks()
    {
        using var inlet = Inlet.Pull(Anywhere, Limits with { MaxConnections = 8 }, 2, _journal, TimeProvider.System);
        var idle = Enumerable.Range(0, 20).Select(_ => Knock(inlet.Endpoint, [])).ToList();
        using var sender = new PushSocket(">" + inlet.Endpoint);
        sender.SendFrame("here"u8.ToArray());

        using (var came = Receive(inlet))
            Assert.Equal("here"u8.ToArray(), came[0].ToArray());
        // At most four of one address stay, and the sender is one of them.
        Assert.True(idle.Take(16).All(IsClosed));
        idle.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public void Pull_OneConnectionTooMany_IsRefusedAndCounted()
    {
        using var inlet = Inlet.Pull(Anywhere, Limits with { MaxConnections = 4 }, 2, _journal, TimeProvider.System);
        var open = Enumerable.Range(0, 2).Select(_ => Greeted(inlet.Endpoint)).ToList();
        Assert.True(IsClosed(Knock(inlet.Endpoint, Handshake("PUSH"))));

        Assert.Equal(1, _journal.Counts["too-many-connections"]);
        open.ForEach(socket => socket.Dispose());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pull_BegunAndNotFinished_IsClosedInTime(bool handshake)
    {
        var time = new FakeTimeProvider();
        using var inlet = Inlet.Pull(Anywhere, Limits, 2, _journal, time);
        using var slow = handshake ? Knock(inlet.Endpoint, Greeting()) : Greeted(inlet.Endpoint);
        if (!handshake)
            slow.Send([.. Frame([1], 1), 0, 200]);
        var patience = handshake ? Limits.Handshake : Limits.MessageGrace;

        // The message may not have been begun when the clock first moves on.
        var moved = TimeSpan.Zero;
        for (var watch = Stopwatch.StartNew(); _journal.Counts.Count == 0 && watch.Elapsed < Timeout; moved += TimeSpan.FromSeconds(0.5))
            time.Advance(TimeSpan.FromSeconds(0.5));

        Assert.Equal(["too-slow"], _journal.Counts.Keys);
        Assert.True(moved >= patience, $"closed after {moved}");
        Assert.True(IsClosed(slow));
    }

    [Fact]
    public void Subscribe_ServerThatBreaksTheProtocol_IsCalledAgainAndHeardWhenItSpeaksWell()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var inlet = Inlet.Subscribe($"tcp://127.0.0.1:{port}", ["a"], Limits, 2, _journal, TimeProvider.System);
        foreach (var script in new byte[][] { [.. Handshake("PUB"), 4, 0], [1, 0], [.. Handshake("PULL")] })
        {
            using var client = listener.AcceptSocket();
            client.Send(script);
            Assert.True(IsClosed(client));
        }

        using (var client = listener.AcceptSocket())
        {
            client.Send([.. Handshake("PUB"), .. Frame("a1"u8)]);
            using var came = Receive(inlet);
            Assert.Equal("a1"u8.ToArray(), came[0].ToArray());
            Assert.Equal([.. Greeting(), .. Ready("SUB"), .. Frame([1, .. "a"u8])], Read(client, 64 + Ready("SUB").Length + 4));
        }

        Assert.Equal(["command", "old-protocol", "peer-type"], _journal.Counts.Keys.Order());
    }

    [Fact]
    public void Announcer_SubscribersOfNetMQ_GetTheirTopics()
    {
        var subscribed = new SemaphoreSlim(0);
        using var announcer = new Announcer(Anywhere, 100, _journal, TimeProvider.System, () => subscribed.Release());
        using var tracks = new SubscriberSocket(">" + announcer.Endpoint);
        using var all = new SubscriberSocket(">" + announcer.Endpoint);
        tracks.Subscribe("tr");
        all.SubscribeToAnyTopic();
        Assert.True(SpinWait.SpinUntil(() => announcer.CountWatchers("tracks") == 2, Timeout));

        announcer.Publish("status", "s"u8.ToArray());
        announcer.Publish("tracks", "t"u8.ToArray(), new byte[1000]);
        Assert.Equal("tracks", tracks.ReceiveMultipartStrings()[0]);
        Assert.Equal("status", all.ReceiveMultipartStrings()[0]);
        Assert.Equal(3, all.ReceiveMultipartBytes().Count);
        Assert.Equal((1, 0), (announcer.CountWatchers("status"), announcer.Dropped));
    }

    [Fact]
    public void Announcer_SubscriberThatNeverReads_LosesMessagesAndHoldsUpNobody()
    {
        using var announcer = new Announcer(Anywhere, 10, _journal, TimeProvider.System);
        using var deaf = Greeted(announcer.Endpoint, "SUB");
        deaf.Send(Frame([1]));
        Assert.True(SpinWait.SpinUntil(() => announcer.CountWatchers("x") == 1, Timeout));
        for (var i = 0; i < 200 && announcer.Dropped == 0; i++)
            announcer.Publish("x", new byte[1 << 20]);

        Assert.True(announcer.Dropped > 0);
    }

    [Fact]
    public void Answers_RequestsOfNetMQ_GetTheirForm()
    {
        using var door = new AnswerDoor(
            Anywhere,
            1000,
            8,
            (_, request, _) => Task.FromResult<IReadOnlyList<byte[]>>([.. request, [(byte)request.Count]]),
            _journal,
            TimeProvider.System
        );
        using var req = new RequestSocket(">" + door.Endpoint);
        using var dealer = new DealerSocket(">" + door.Endpoint);
        req.SendFrame("q"u8.ToArray());
        dealer.SendFrame("d"u8.ToArray());

        Assert.Equal(
            [
                [(byte)'q'],
                [2],
            ],
            req.ReceiveMultipartBytes()
        );
        Assert.Equal(
            [
                [(byte)'d'],
                [1],
            ],
            dealer.ReceiveMultipartBytes()
        );
    }

    [Fact]
    public void Requests_RouterOfNetMQ_AnswersAlsoWhenItComesLate()
    {
        var port = FreePort();
        using var line = new RequestLine($"tcp://127.0.0.1:{port}", 1000, 4, _journal, TimeProvider.System);
        Assert.True(line.TrySend("q"u8.ToArray()));
        using var router = new RouterSocket($"@tcp://127.0.0.1:{port}");
        var request = router.ReceiveMultipartBytes();
        router.SendMultipartBytes(request[0], "answer"u8.ToArray());

        Assert.True(line.TryReceive(Timeout, out var reply));
        Assert.Equal("answer"u8.ToArray(), Assert.Single(reply));
    }

    private static IncomingMessage Receive(Inlet inlet) =>
        inlet.TryReceive(Timeout, out var message) ? message : throw new TimeoutException("no message came");

    private static byte[][] Parts(IncomingMessage message) => [.. Enumerable.Range(0, message.Count).Select(i => message[i].ToArray())];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Socket Knock(string endpoint, byte[] bytes)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            ReceiveTimeout = (int)Timeout.TotalMilliseconds,
        };
        socket.Connect(IPAddress.Loopback, new Uri(endpoint).Port);
        if (bytes.Length > 0)
            socket.Send(bytes);
        return socket;
    }

    /// <summary>A raw connection whose handshake is done.</summary>
    private static Socket Greeted(string endpoint, string type = "PUSH")
    {
        var socket = Knock(endpoint, [.. Handshake(type), .. Command([.. "\x04PING"u8, 0, 0])]);
        Read(socket, 64 + Ready(type == "SUB" ? "PUB" : "PULL").Length + Command("\x04PONG"u8).Length);
        return socket;
    }

    private static byte[] Read(Socket socket, int count)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count; )
            at += socket.Receive(bytes, at, count - at, SocketFlags.None) is > 0 and var read ? read : throw new EndOfStreamException();
        return bytes;
    }

    private static bool IsClosed(Socket socket)
    {
        var rest = new byte[4096];
        try
        {
            while (socket.Receive(rest) > 0) { }
            return true;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown;
        }
    }
}
