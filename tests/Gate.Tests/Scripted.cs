using Cellect.Data.Volumes;
using Cellect.Gate.Connections;
using Cellect.Gate.Protocol;
using Cellect.Testing;

namespace Cellect.Gate.Tests;

/// <summary>One peer of the gate, fed with bytes, without a socket: what it took, what it answered, why it ended.</summary>
internal sealed class Scripted : IPeerOwner
{
    public static readonly SocketKind[] Kinds = [SocketKind.Pull, SocketKind.Pub, SocketKind.Router, SocketKind.Sub, SocketKind.Dealer];

    private readonly RecordingLogger _log = new();

    private Scripted(SocketKind kind) => Journal = new GateJournal(_log, kind.ToString());

    public GateJournal Journal { get; }

    public List<byte[][]> Messages { get; } = [];

    public byte[] Sent { get; private set; } = [];

    public int Opened { get; private set; }

    public int Closed { get; private set; }

    public SubscriptionSet? Subscriptions { get; private set; }

    /// <summary>The one reason for which the connection was closed; empty: none.</summary>
    public string Reason => Journal.Counts.Count == 0 ? "" : Assert.Single(Journal.Counts).Key;

    /// <summary>Event 502: the gate itself failed.</summary>
    public int Defects => _log.Entries.Count(entry => entry.Event.Id == 502);

    bool IPeerOwner.IsBehind => false;

    public static GateLimits Limits(MemoryBudget? memory = null) =>
        new()
        {
            MaxPartBytes = 1 << 16,
            MaxMessageBytes = 1 << 17,
            MaxParts = 8,
            Memory = memory,
        };

    public static async Task<Scripted> Run(SocketKind kind, byte[] script, int piece = int.MaxValue, MemoryBudget? memory = null)
    {
        var run = new Scripted(kind);
        var stream = new ScriptedStream(script, piece);
        var peer = new Peer(stream, () => { }, "test", kind, Limits(memory), run, run.Journal, () => TimeSpan.Zero);
        await peer.RunAsync();
        (run.Sent, run.Subscriptions) = (stream.Sent, peer.Subscriptions);
        return run;
    }

    void IPeerOwner.Opened(Peer peer) => Opened++;

    void IPeerOwner.Subscribed(Peer peer) { }

    ValueTask IPeerOwner.ReceivedAsync(Peer peer, IncomingMessage message, CancellationToken closed)
    {
        using (message)
            Messages.Add([.. Enumerable.Range(0, message.Count).Select(i => message[i].ToArray())]);
        return ValueTask.CompletedTask;
    }

    void IPeerOwner.Closed(Peer peer) => Closed++;
}
