using Cellect.Triggers.Actions;
using Cellect.Triggers.Safety;
using Cellect.Triggers.Settings;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Triggers.Tests.Core;

public class DoseGuardTests
{
    private static readonly MicroscopeSettings Second = new()
    {
        // A second of full power a second.
        PowerPercent = 100,
        ExposureMilliseconds = 1000,
        IntervalSeconds = 1,
    };

    private readonly FakeTimeProvider _time = new();
    private readonly KnownSettings _known = new();

    [Theory]
    [InlineData(0, 0, 9.5)]
    [InlineData(2, 0, 5.5)]
    [InlineData(2, 1, 4.5)]
    public void Exhausted_SlowMicroscopeOrService_EndsTheLightSoMuchEarlier(double answer, double late, double endsAt)
    {
        var guard = Guard();
        guard.Begin(TimeSpan.Zero);
        guard.Answered(TimeSpan.FromSeconds(answer));
        guard.Looking(TimeSpan.FromSeconds(0.2 + late));
        _time.Advance(TimeSpan.FromSeconds(endsAt - 0.01));
        Assert.Null(guard.Exhausted());
        _time.Advance(TimeSpan.FromSeconds(0.02));
        Assert.Contains("used up", guard.Exhausted(), StringComparison.Ordinal);
    }

    [Fact]
    public void TryTake_RestWouldNotLastUntilItIsPutBack_IsRefused()
    {
        var guard = Guard();
        guard.Begin(TimeSpan.FromSeconds(4));
        _time.Advance(TimeSpan.FromSeconds(1));
        var twice = new MicroscopeSettings { ExposureMilliseconds = 2000 };
        Assert.Contains("would last for less than 8.5 s", guard.TryTake("scope", twice), StringComparison.Ordinal);
        guard.Begin(TimeSpan.FromSeconds(0.1));
        Assert.Null(guard.TryTake("scope", twice));
    }

    private DoseGuard Guard()
    {
        _known.Record(new Dictionary<string, MicroscopeSettings> { ["scope"] = Second });
        var guard = new DoseGuard(
            new EnvelopeOptions { MaxDoseSecondsPerHour = 10 },
            _known,
            new DoseMeter(_time),
            new Dictionary<string, string> { ["scope"] = "ZeroMq tcp://127.0.0.1:1" }
        );
        guard.Settle();
        return guard;
    }
}
