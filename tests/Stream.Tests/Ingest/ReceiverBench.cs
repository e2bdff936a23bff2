using System.Threading.Channels;
using Cellect.Stream.Assembly;
using Cellect.Stream.Ingest;
using Cellect.Stream.Wire;
using Cellect.Testing;
using Microsoft.Extensions.Time.Testing;
using NetMQ;
using NetMQ.Sockets;

namespace Cellect.Stream.Tests.Ingest;

/// <summary>A real receiver on a free port of the loopback, a sender connected to it, and a channel to read from.</summary>
internal sealed class ReceiverBench : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<StreamEvent> _channel;
    private readonly Task _running;

    public ReceiverBench(IngestOptions? options = null, int capacity = 64, bool connectSender = true)
    {
        options ??= Options();
        _channel = Channel.CreateBounded<StreamEvent>(capacity);
        Receiver = new Receiver(options, Pool, Time, Log);
        _running = Receiver.RunAsync(_channel.Writer, _stop.Token);
        Sender = connectSender ? Connect() : new PushSocket();
    }

    public DiagnosticVolumePool Pool { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public RecordingLogger Log { get; } = new();

    public Receiver Receiver { get; }

    public IngestCounters Counters => Receiver.Counters;

    public PushSocket Sender { get; }

    public static IngestOptions Options(
        FullPolicy whenFull = FullPolicy.Wait,
        IncompletePolicy incomplete = IncompletePolicy.Discard,
        int maxVolumeBytes = 1 << 20,
        int tracked = 0
    ) =>
        new()
        {
            Endpoint = "tcp://127.0.0.1:0",
            WhenFull = whenFull,
            MaxWaitingVolumes = 1,
            TrackedChannel = tracked,
            DefaultVoxelMicrometres = "3,0.4,0.4",
            Limits = new WireLimits { MaxVolumeBytes = maxVolumeBytes },
            Assembly = new AssemblyOptions { Incomplete = incomplete },
        };

    public PushSocket Connect()
    {
        var socket = new PushSocket();
        socket.Options.Linger = Timeout;
        socket.Connect(Receiver.Endpoint);
        return socket;
    }

    public void Send(WireMessage message, params byte[][] parts) => Send(Sender, message, parts);

    public static void Send(PushSocket sender, WireMessage message, params byte[][] parts) =>
        sender.SendMultipartBytes([WireEncoder.Encode(message), .. parts]);

    public async Task<T> Next<T>()
        where T : StreamEvent
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        cancel.CancelAfter(Timeout);
        return Assert.IsType<T>(await _channel.Reader.ReadAsync(cancel.Token));
    }

    /// <summary>The next event, whatever it is.</summary>
    public async Task<StreamEvent> NextAny()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        cancel.CancelAfter(Timeout);
        return await _channel.Reader.ReadAsync(cancel.Token);
    }

    /// <summary>The next event is the volume <paramref name="t"/>; its voxels.</summary>
    public async Task<byte[]> NextVolume(int t, int c = 0)
    {
        var ready = await Next<VolumeReady>();
        using var volume = ready.Volume;
        Assert.Equal((t, c), (volume.Header.T, volume.Header.C));
        return volume.Bytes.ToArray();
    }

    /// <summary>Waits until so many volumes have been made, whatever became of them.</summary>
    public void AwaitVolumes(long count) => Assert.True(SpinWait.SpinUntil(() => Counters.Volumes >= count, Timeout));

    public int Logged(int eventId) => Log.Entries.Count(entry => entry.Event.Id == eventId);

    /// <summary>Stops the receiver; the events that were still in the channel.</summary>
    public async Task<List<StreamEvent>> Stop()
    {
        await _stop.CancelAsync();
        var rest = new List<StreamEvent>();
        await foreach (var item in _channel.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            rest.Add(item);
            if (item is VolumeReady ready)
                ready.Volume.Dispose();
        }

        await _running;
        return rest;
    }

    public async ValueTask DisposeAsync()
    {
        Sender.Options.Linger = TimeSpan.Zero;
        Sender.Dispose();
        if (!_running.IsCompleted)
            await Stop();
        Pool.Dispose();
        _stop.Dispose();
    }
}
