using Cellect.Data.Sinks;
using Cellect.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Data.Tests.Sinks;

public class ReliefTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RecordingLogger _log = new();

    [Fact]
    public void Press_MoreAndMoreWait_GivesUpInOrderAndTellsEachStep()
    {
        var relief = Create();
        Assert.Null(relief.Alert);
        var steps = new List<ReliefStep>();
        for (var waiting = 0; waiting <= 5; waiting++)
        {
            relief.Press(waiting, 4);
            steps.Add(relief.Step);
        }

        ReliefStep[] expected =
        [
            ReliefStep.None,
            ReliefStep.Previews,
            ReliefStep.Overlay,
            ReliefStep.Overlay,
            ReliefStep.StoredVolumes,
            ReliefStep.Volumes,
        ];
        Assert.Equal(expected, steps);
        relief.Press(5, 4);
        Assert.Contains("previews, pictures, recording rest, and 2 volumes were dropped", relief.Alert!, StringComparison.Ordinal);
        Assert.True(relief.Rests(ReliefStep.Previews) && relief.Rests(ReliefStep.StoredVolumes));
        Assert.Equal(4, _log.Entries.Count);
    }

    [Fact]
    public void Press_NothingWaitsAgain_TakesUpOneStepAtATime()
    {
        var relief = Create();
        relief.Press(3, 2);
        var after = new List<(double Seconds, ReliefStep Step)>();
        for (var tenths = 1; relief.Step != ReliefStep.None && tenths < 1000; tenths++)
        {
            _time.Advance(TimeSpan.FromSeconds(0.1));
            var before = relief.Step;
            relief.Press(0, 2);
            if (relief.Step != before)
                after.Add((tenths / 10.0, relief.Step));
        }

        ReliefStep[] steps = [ReliefStep.StoredVolumes, ReliefStep.Overlay, ReliefStep.Previews, ReliefStep.None];
        Assert.Equal(steps, after.Select(a => a.Step));
        double[] seconds = [1, 2, 12, 22];
        Assert.Equal(seconds, after.Select(a => a.Seconds));
        Assert.Null(relief.Alert);
        Assert.Contains("1 were dropped", _log.Entries.Last().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Press_BehindAgainMeanwhile_GoesOnResting()
    {
        var relief = Create();
        relief.Press(1, 4);
        for (var seconds = 0; seconds < 60; seconds += 6)
        {
            _time.Advance(TimeSpan.FromSeconds(6));
            relief.Press(0, 4);
            relief.Press(1, 4);
            Assert.Equal(ReliefStep.Previews, relief.Step);
        }
    }

    private Relief Create() =>
        new(_time, _log)
        {
            Parts = new Dictionary<ReliefStep, string>
            {
                [ReliefStep.Previews] = "previews",
                [ReliefStep.Overlay] = "pictures",
                [ReliefStep.StoredVolumes] = "recording",
            },
        };
}
