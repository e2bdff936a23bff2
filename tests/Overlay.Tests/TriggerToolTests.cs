using Cellect.Data.Status;
using Cellect.Overlay.Displays;
using Cellect.Overlay.Scenes;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Overlay.Tests;

public class TriggerToolTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeControl _control = new();
    private readonly TriggerTool _keys;

    public TriggerToolTests() => _keys = new TriggerTool(_control, _time);

    [Fact]
    public void Toggle_Once_ArmsNothing()
    {
        _keys.Do(new Command(CommandKind.ArmOrDisarm));

        Assert.Null(_control.ArmedFor);
        Assert.Contains("once more", _keys.Message);
    }

    [Fact]
    public void Toggle_TwiceWithinFiveSeconds_Arms()
    {
        _keys.Do(new Command(CommandKind.ArmOrDisarm));
        _time.Advance(TimeSpan.FromSeconds(4));
        _keys.Do(new Command(CommandKind.ArmOrDisarm));

        Assert.Equal(TriggerTool.ArmedFor, _control.ArmedFor);
    }

    [Fact]
    public void Toggle_TwiceButTooLate_AsksAgain()
    {
        _keys.Do(new Command(CommandKind.ArmOrDisarm));
        _time.Advance(TimeSpan.FromSeconds(6));
        _keys.Do(new Command(CommandKind.ArmOrDisarm));

        Assert.Null(_control.ArmedFor);
    }

    [Fact]
    public void Toggle_Armed_DisarmsAtOnce()
    {
        _control.Status = new TriggerStatus { Mode = TriggerMode.Armed };
        _keys.Do(new Command(CommandKind.ArmOrDisarm));

        Assert.Equal(1, _control.Disarmed);
    }

    [Fact]
    public void Stop_AnyTime_StopsAtOnce()
    {
        _keys.Do(new Command(CommandKind.Stop));

        Assert.Equal(1, _control.Stopped);
    }

    [Fact]
    public void Toggle_NoTriggers_SaysSo()
    {
        var keys = new TriggerTool(null, _time);
        keys.Do(new Command(CommandKind.ArmOrDisarm));
        keys.Do(new Command(CommandKind.Stop));

        Assert.Contains("no triggers", keys.Message);
        Assert.Equal("", keys.Words);
    }

    [Theory]
    [InlineData(TriggerMode.Off, "TRIGGERS OFF")]
    [InlineData(TriggerMode.Observe, "OBSERVING")]
    [InlineData(TriggerMode.DryRun, "DRY RUN")]
    [InlineData(TriggerMode.Armed, "ARMED 90 s")]
    public void Words_EachMode_IsItsOwn(object mode, string words)
    {
        _control.Status = new TriggerStatus { Mode = (TriggerMode)mode, ArmedUntil = _time.GetUtcNow() + TimeSpan.FromSeconds(90) };

        Assert.Equal(words, _keys.Words);
    }

    private sealed class FakeControl : ITriggerControl
    {
        public TriggerStatus Status { get; set; } = new();

        public TimeSpan? ArmedFor { get; private set; }

        public int Disarmed { get; private set; }

        public int Stopped { get; private set; }

        public string? Arm(TimeSpan duration, Caller caller)
        {
            ArmedFor = duration;
            return null;
        }

        public void Disarm(Caller caller) => Disarmed++;

        public string Stop(Caller caller)
        {
            Stopped++;
            return "";
        }

        public string? PutBack(bool byHand, Caller caller) => null;

        public void Refused(string command, string why, Caller caller) { }
    }
}
