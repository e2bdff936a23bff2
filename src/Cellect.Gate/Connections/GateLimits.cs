using Cellect.Data.Volumes;

namespace Cellect.Gate.Connections;

/// <summary>What one socket grants its peers. docs/security.md lists the values.</summary>
internal sealed record GateLimits
{
    private const int DefaultConnections = 512;

    /// <summary>Largest part, bytes.</summary>
    public required long MaxPartBytes { get; init; }

    /// <summary>Largest message, all its parts together, bytes.</summary>
    public required long MaxMessageBytes { get; init; }

    /// <summary>Most parts of a message.</summary>
    public required int MaxParts { get; init; }

    /// <summary>Messages that wait for a peer which reads too slowly.</summary>
    public int QueuedOut { get; init; } = 16;

    /// <summary>Connections at once.</summary>
    public int MaxConnections { get; init; } = Math.Min(DefaultConnections, Descriptors.ShareOfADoor);

    /// <summary>Connections at once from one address: half, so that a single computer cannot lock the others out.</summary>
    public int MaxConnectionsOfAddress => Math.Max(1, MaxConnections / 2);

    /// <summary>Time for a handshake.</summary>
    public TimeSpan Handshake { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for a message, beside what its bytes take at <see cref="SlowestBytesPerSecond"/>.</summary>
    public TimeSpan MessageGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The slowest line that is waited for: 1 Mbit/s.</summary>
    public long SlowestBytesPerSecond { get; init; } = 128 << 10;

    /// <summary>What the messages that are coming in may take together; null: the limits above are enough.</summary>
    public MemoryBudget? Memory { get; init; }
}
