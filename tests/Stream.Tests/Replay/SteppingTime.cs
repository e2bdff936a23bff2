using Microsoft.Extensions.Time.Testing;

namespace Cellect.Stream.Tests.Replay;

/// <summary>A clock that goes on by the next step each time that somebody has begun to wait.</summary>
internal sealed class SteppingTime(params double[] seconds) : FakeTimeProvider
{
    private int _step;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        var step = TimeSpan.FromSeconds(seconds[_step++]);
        _ = Task.Run(() => Advance(step));
        return timer;
    }
}
