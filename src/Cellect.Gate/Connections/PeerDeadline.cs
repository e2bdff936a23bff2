namespace Cellect.Gate.Connections;

/// <summary>Until when a peer must have finished what it has begun. Written by its connection, read by the door's clock.</summary>
internal sealed class PeerDeadline(GateLimits limits, Func<TimeSpan> now)
{
    private long _due = long.MaxValue;
    private long _left;

    /// <summary>The handshake begins.</summary>
    public void BeginHandshake() => Volatile.Write(ref _due, (now() + limits.Handshake).Ticks);

    /// <summary>A message begins, or goes on.</summary>
    public void Begin()
    {
        if (Volatile.Read(ref _due) == long.MaxValue)
            Volatile.Write(ref _due, (now() + limits.MessageGrace).Ticks);
    }

    /// <summary>So many bytes more are to come.</summary>
    public void Extend(long bytes) => Volatile.Write(ref _due, _due + TimeSpan.FromSeconds(bytes / limits.SlowestBytesPerSecond).Ticks);

    /// <summary>We make the peer wait.</summary>
    public void Pause()
    {
        _left = _due - now().Ticks;
        End();
    }

    /// <summary>The peer goes on.</summary>
    public void Resume() => Volatile.Write(ref _due, now().Ticks + _left);

    /// <summary>What was begun is finished.</summary>
    public void End() => Volatile.Write(ref _due, long.MaxValue);

    /// <summary>Whether the time is over.</summary>
    public bool IsOver => now().Ticks > Volatile.Read(ref _due);
}
