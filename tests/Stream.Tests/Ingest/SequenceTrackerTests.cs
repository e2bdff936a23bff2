using Cellect.Stream.Ingest;
using CsCheck;

namespace Cellect.Stream.Tests.Ingest;

public class SequenceTrackerTests
{
    [Fact]
    public void See_AnyOrderOfAnyNumbers_CountsWhatIsMissing() =>
        Gen.Int[0, 500]
            .Array[1, 300]
            .Sample(numbers =>
            {
                var tracker = new SequenceTracker();
                var lost = numbers.Sum(number => tracker.See((ulong)number));
                Assert.Equal(numbers.Max() + 1 - numbers.Distinct().Count(), lost);
            });

    [Fact]
    public void See_GapOfAMillion_IsCountedWithoutRememberingAll()
    {
        var tracker = new SequenceTracker();
        Assert.Equal(0, tracker.See(0));
        // Not believed before a second one agrees.
        Assert.Equal(0, tracker.See(1_000_000));
        Assert.Equal(1_000_000, tracker.See(1_000_001));
        Assert.Equal(-1, tracker.See(1_000_000));
        Assert.Equal(0, tracker.See(5));
        Assert.Equal(0, tracker.See(ulong.MaxValue));
        Assert.Equal(0, tracker.See(1_000_002));
    }
}
