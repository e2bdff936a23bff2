using System.Diagnostics;
using Cellect.Data.Status;
using Cellect.Testing;
using Cellect.Triggers.Control;
using Cellect.Triggers.Watchdog;

namespace Cellect.Triggers.Tests.Core;

public class TriggerSessionTests
{
    [Fact]
    public async Task Arm_WithoutRules_IsRefusedAndNothingIsSent()
    {
        await using var harness = new TriggerHarness(rules: false);
        await harness.FrameAsync(0);
        var refusal = harness.Session.Control.Arm(TimeSpan.FromMinutes(30), Caller.Service);
        Assert.StartsWith("there is no rule", refusal, StringComparison.Ordinal);
        Assert.Equal(TriggerMode.Observe, harness.Status.Mode);
        Assert.Empty(harness.Microscope.CarriedOut);
    }

    [Fact]
    public async Task Observe_RuleFires_IsWrittenDownAndNotSent()
    {
        await using var harness = new TriggerHarness();
        await harness.FrameAsync(0);
        await harness.FrameAsync(1);
        Assert.Equal(1, harness.Status.Fired);
        Assert.Contains("t=1", harness.Status.LastFiring, StringComparison.Ordinal);
        Assert.Equal(["rules", "series", "fired", "closed"], await harness.CloseAsync());
        Assert.Empty(harness.Microscope.CarriedOut);
    }

    [Fact]
    public async Task DryRun_RuleFires_ChecksEverythingAndSendsNothing()
    {
        await using var harness = new TriggerHarness(("Triggers:Mode", "DryRun"));
        await harness.FrameAsync(0);
        await harness.FrameAsync(1);
        harness.Until(() => harness.News.Contains("dry-run"), "dry run");
        Assert.Empty(harness.Microscope.CarriedOut);
    }

    [Fact]
    public async Task Armed_RuleFires_IsSentOnceAndAllIsPutBackAtTheEnd()
    {
        await using var harness = new TriggerHarness();
        await harness.ArmAsync();
        await harness.FrameAsync(1);
        harness.Until(() => harness.Status.Acknowledged == 1, "acknowledged");
        await harness.CloseAsync();
        Assert.Equal(["new", "restore"], harness.Microscope.CarriedOut.Select(r => r.Rule));
        Assert.Equal(2, harness.Microscope.CarriedOut[0].Change.IntervalSeconds);
        Assert.Equal(10, harness.Microscope.CarriedOut[1].Change.IntervalSeconds);
        Assert.Equal(["armed", "fired", "done", "disarmed"], harness.News);
    }

    [Fact]
    public async Task Armed_AReplayedVolumeFires_IsNotSentToARealMicroscope_AndAnAlertStandsWhileReplayedOnesCome()
    {
        await using var harness = new TriggerHarness();
        await harness.ArmAsync();
        await harness.FrameAsync(1, replayed: true);
        harness.Until(() => harness.News.Contains("refused"), "refused");
        Assert.Contains("a replayed recording comes", Assert.Single(harness.Status.Alerts), StringComparison.Ordinal);
        Assert.Empty(harness.Microscope.CarriedOut);

        await harness.FrameAsync(2);
        harness.Until(() => harness.Status.Acknowledged == 1, "what is no replay is sent");
        Assert.Empty(harness.Status.Alerts);
        Assert.Equal(2, Assert.Single(harness.Microscope.CarriedOut).TimePoint);
    }

    [Fact]
    public async Task Armed_AReplayedVolumeFires_IsSentToARehearsal()
    {
        await using var harness = new TriggerHarness(("Microscope:Adapters:scope:Rehearsal", "true"));
        await harness.ArmAsync();
        await harness.FrameAsync(1, replayed: true);
        harness.Until(() => harness.Status.Acknowledged == 1, "acknowledged");
        Assert.Empty(harness.Status.Alerts);
    }

    [Theory]
    [InlineData("Triggers:Envelope:MinIntervalSeconds", "3", "refused")]
    [InlineData("Triggers:Rules:0:Then:0:PowerPercent", "5", "refused")]
    [InlineData("Triggers:Rules:0:Then:0:MoveToEvent", "true", "refused")]
    public async Task Armed_BeyondWhatIsAllowed_IsRefusedAndTold(string key, string value, string told)
    {
        await using var harness = new TriggerHarness((key, value));
        await harness.ArmAsync();
        await harness.FrameAsync(1);
        harness.Until(() => harness.News.Contains(told), told);
        Assert.Empty(harness.Microscope.CarriedOut);
        Assert.Contains(told, await harness.CloseAsync());
    }

    [Fact]
    public async Task Armed_DecisionOlderThanItsDeadline_IsNotSentAndSaysSo()
    {
        await using var harness = new TriggerHarness();
        harness.Microscope.Hangs = new TaskCompletionSource();
        await harness.ArmAsync();
        await harness.FrameAsync(1);
        harness.Until(() => harness.Microscope.IsAsked, "sent");
        await harness.FrameAsync(2);
        harness.Time.Advance(TimeSpan.FromSeconds(11));
        harness.Microscope.Hangs.SetResult();
        harness.Until(() => harness.News.Contains("expired"), "expired");
        Assert.Equal("new", Assert.Single(harness.Microscope.CarriedOut).Rule);
    }

    [Fact]
    public async Task Armed_TimeIsOver_DisarmsAndPutsBack()
    {
        await using var harness = new TriggerHarness(("Triggers:SilenceSeconds", "80000"));
        await harness.ArmAsync();
        harness.Until(() => harness.News.Contains("disarmed"), "expired", TimeSpan.FromMinutes(1));
        Assert.Equal("restore", Assert.Single(harness.Microscope.CarriedOut).Rule);
        Assert.Contains("expired", Assert.Single(harness.Status.Alerts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Armed_StreamSilent_DisarmsAndPutsBack()
    {
        await using var harness = new TriggerHarness();
        await harness.ArmAsync();
        harness.Until(() => harness.News.Contains("disarmed"), "silence", TimeSpan.FromSeconds(1));
        Assert.Contains("silent", Assert.Single(harness.Status.Alerts), StringComparison.Ordinal);
        Assert.Equal("restore", Assert.Single(harness.Microscope.CarriedOut).Rule);
    }

    [Fact]
    public async Task Armed_DoseUsedUp_DisarmsAndPutsBack()
    {
        // 20 % of 20 ms in 5 planes every 10 s: 2 ms of full power a second, 7.2 s in an hour.
        await using var harness = new TriggerHarness(
            ("Triggers:Envelope:MaxDoseSecondsPerHour", "0.02"),
            ("Triggers:SilenceSeconds", "80000")
        );
        await harness.ArmAsync();
        harness.Until(() => harness.News.Contains("disarmed"), "dose", TimeSpan.FromSeconds(1));
        Assert.Contains("dose", Assert.Single(harness.Status.Alerts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arm_TheStreamsOwnLightHasUsedUpTheDose_IsRefusedAndNothingIsSent()
    {
        await using var harness = new TriggerHarness(("Triggers:Envelope:MaxDoseSecondsPerHour", "0.02"));
        await harness.FrameAsync(0);
        // What the microscope gives by itself is known when it is read: it has shone since the first volume.
        harness.Time.Advance(TimeSpan.FromMinutes(5));
        harness.Session.Control.Arm(TimeSpan.FromMinutes(1), Caller.Service);
        harness.Until(() => harness.Status.AlertDetails.Any(a => a.Code == "not-armed"), "refused");
        Assert.Contains("dose", harness.Status.Alerts[0], StringComparison.Ordinal);
        Assert.Empty(harness.Microscope.CarriedOut);
        Assert.DoesNotContain(Directory.GetFiles(harness.StateFolder, "*", SearchOption.AllDirectories), f =>
            f.Contains("armings", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Armed_WatchdogLost_Disarms()
    {
        await using var harness = new TriggerHarness();
        await harness.ArmAsync();
        harness.Microscope.Lost = "its process has ended";
        harness.Until(() => harness.News.Contains("disarmed"), "watchdog");
    }

    [Fact]
    public async Task Arm_MicroscopeDoesNotAnswer_SaysSoAndStaysDisarmed()
    {
        await using var harness = new TriggerHarness();
        harness.Microscope.Unreachable = true;
        harness.Session.Control.Arm(TimeSpan.FromMinutes(1), Caller.Service);
        harness.Until(() => harness.Status.Alerts.Count == 1, "alert");
        Assert.Contains("no answer", harness.Status.Alerts[0], StringComparison.Ordinal);
        Assert.Equal(TriggerMode.Observe, harness.Status.Mode);
    }

    [Fact]
    public async Task Stop_WhileTheMicroscopeHangsAndTheThreadPoolIsBusy_AnswersAtOnceAndSendsNothingMore()
    {
        await using var harness = new TriggerHarness();
        harness.Microscope.Hangs = new TaskCompletionSource();
        await harness.ArmAsync();
        for (var t = 1; t < 6; t++)
            await harness.FrameAsync(t);
        var busy = new ManualResetEventSlim();
        for (var i = 0; i < Environment.ProcessorCount; i++)
            ThreadPool.QueueUserWorkItem(_ => busy.Wait());
        var start = Stopwatch.GetTimestamp();
        Assert.StartsWith("stopped", CommandClient.Ask(harness.Session.CommandEndpoint, "stop"), StringComparison.Ordinal);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(4));
        busy.Set();
        harness.Until(() => harness.News.Contains("disarmed"), "stopped");
        Assert.Equal("restore", Assert.Single(harness.Microscope.CarriedOut).Rule);
    }

    [Theory]
    [InlineData("arm", "error")]
    [InlineData("arm 0", "error")]
    [InlineData("arm NaN", "error")]
    [InlineData("arm 1e300", "error")]
    [InlineData("POST / HTTP/1.1", "error")]
    [InlineData("", "error")]
    [InlineData("status", "Observe")]
    public async Task CommandServer_ALine_IsAnswered(string line, string answer)
    {
        await using var harness = new TriggerHarness();
        Assert.StartsWith(answer, CommandClient.Ask(harness.Session.CommandEndpoint, line), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(101.0)]
    public async Task Arm_ReadingThatCannotBe_IsRefusedWithAnAlert(double power)
    {
        await using var harness = new TriggerHarness();
        harness.Microscope.Told = FakeMicroscope.Initial with { PowerPercent = power };
        harness.Session.Control.Arm(TimeSpan.FromMinutes(1), Caller.Service);
        harness.Until(() => harness.Status.Alerts.Count == 1, "alert");
        Assert.Contains("power_percent", harness.Status.Alerts[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Armed_ReadBackThatCannotBe_DisarmsWithAnAlert()
    {
        await using var harness = new TriggerHarness();
        await harness.ArmAsync();
        harness.Microscope.Told = FakeMicroscope.Initial with { PowerPercent = -1 };
        await harness.FrameAsync(1);
        harness.Until(() => harness.News.Contains("disarmed"), "disarmed");
        Assert.Contains("power_percent = -1", Assert.Single(harness.Status.Alerts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Armed_ActionHangs_ExpiresInTimeAndNamesTheAdapter()
    {
        await using var harness = new TriggerHarness(("Triggers:SilenceSeconds", "80000"));
        harness.Microscope.Hangs = new TaskCompletionSource();
        await harness.ArmAsync();
        await harness.FrameAsync(1);
        harness.Until(() => harness.Microscope.IsAsked, "sent");
        harness.Until(() => harness.Status.Alerts.Count == 1, "named", TimeSpan.FromSeconds(1));
        Assert.Contains("adapter scope hangs", harness.Status.Alerts[0], StringComparison.Ordinal);
        Assert.Equal(TriggerMode.Armed, harness.Status.Mode);
        var beats = harness.Microscope.Beats;
        harness.Until(() => harness.Microscope.Beats > beats + 3, "beats", TimeSpan.FromSeconds(1));
        harness.Until(() => harness.News.Contains("disarmed"), "expired", TimeSpan.FromMinutes(1));
        Assert.Equal("restore", Assert.Single(harness.Microscope.CarriedOut).Rule);
    }

    [Fact]
    public async Task Armed_ClockOfTheWallSetBack_ExpiresInItsTimeAllTheSame()
    {
        await using var harness = new TriggerHarness(("Triggers:SilenceSeconds", "80000"));
        await harness.ArmAsync();
        harness.Clock.Ahead = -TimeSpan.FromHours(1);
        harness.Until(() => harness.Status.ArmedUntil < harness.Time.GetUtcNow(), "shown by the clock that was set");
        harness.Time.Advance(TimeSpan.FromMinutes(30));
        harness.Until(() => harness.News.Contains("disarmed"), "expired");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Armed_AuditLogCutOrRemoved_DisarmsWithAnAlertAndArmsAgainWithANewLog(bool removed)
    {
        await using var harness = new TriggerHarness();
        await harness.ArmAsync();
        if (removed)
            File.Delete(harness.Session.AuditPath);
        else
            await using (var file = new FileStream(harness.Session.AuditPath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
                file.SetLength(0);
        harness.Until(() => harness.News.Contains("disarmed"), "disarmed");
        Assert.Contains("audit log", harness.Status.Alerts[0], StringComparison.Ordinal);
        var before = harness.Session.AuditPath;
        harness.Session.Control.Arm(TimeSpan.FromMinutes(1), Caller.Service);
        harness.Until(() => harness.Status.Mode == TriggerMode.Armed, "armed again");
        Assert.NotEqual(before, harness.Session.AuditPath);
        var kinds = await harness.CloseAsync();
        Assert.Equal("rules", kinds[0]);
        Assert.Contains("renewed", kinds);
        Assert.Contains("armed", kinds);
    }

    [Fact]
    public async Task Close_MicroscopeThatHangs_IsLeftToTheWatchdogSoon()
    {
        await using var harness = new TriggerHarness(("Triggers:SilenceSeconds", "80000"));
        await harness.ArmAsync();
        harness.Microscope.HangsAtRestore = new TaskCompletionSource();
        var began = harness.Time.GetTimestamp();
        var closing = harness.CloseAsync();
        harness.Until(() => closing.IsCompleted, "closed", TimeSpan.FromMilliseconds(20));
        Assert.True(harness.Time.GetElapsedTime(began) < TimeSpan.FromSeconds(25));
        await closing;
        Assert.False(harness.Microscope.EndedRestored);
    }

    [Fact]
    public async Task Arm_AfterAnArmingThatNobodyUndid_IsRefusedUntilItIsPutBack()
    {
        using var state = new TemporaryFolder();
        var left = new ArmingRecord(
            "old",
            DateTimeOffset.UnixEpoch,
            [new LeftMicroscope("scope", "ZeroMq tcp://127.0.0.1:1", FakeMicroscope.Initial with { PowerPercent = 3 })]
        );
        left.Keep(state["armings"]).Dispose();
        await using var harness = new TriggerHarness(("Triggers:StateDirectory", state.Path));
        Assert.Equal("arming-not-undone", Assert.Single(harness.Status.AlertDetails).Code);
        await harness.FrameAsync(0);
        harness.Session.Control.Arm(TimeSpan.FromMinutes(30), Caller.Service);
        harness.Until(() => harness.Status.AlertDetails.Any(a => a.Code == "not-armed"), "refused");
        Assert.Equal(TriggerMode.Observe, harness.Status.Mode);

        Assert.Null(harness.Session.Control.PutBack(byHand: false, Caller.Service));
        harness.Until(() => harness.Status is { IsPuttingBack: false, LastDisarming.Length: > 0 }, "put back", TimeSpan.FromSeconds(1));
        Assert.Equal(3, Assert.Single(harness.Microscope.CarriedOut).Change.PowerPercent);
        harness.Session.Control.Arm(TimeSpan.FromMinutes(30), Caller.Service);
        harness.Until(() => harness.Status.Mode == TriggerMode.Armed, "armed");
        Assert.Single(Directory.GetFiles(state["armings"]));
        await harness.CloseAsync();
        Assert.Empty(Directory.GetFiles(state["armings"]));
    }

    [Fact]
    public async Task Armed_ArmedAgainAndStartedAnew_DoesNotEmptyTheDose()
    {
        using var state = new TemporaryFolder();
        (string, string)[] settings =
        [
            ("Triggers:StateDirectory", state.Path),
            ("Triggers:Envelope:MaxDoseSecondsPerHour", "0.02"),
            ("Triggers:SilenceSeconds", "80000"),
        ];
        await using (var harness = new TriggerHarness(settings))
        {
            await harness.ArmAsync();
            harness.Until(() => harness.News.Contains("disarmed"), "dose", TimeSpan.FromSeconds(1));
            harness.Session.Control.Arm(TimeSpan.FromMinutes(1), Caller.Service);
            harness.Until(() => harness.Status.AlertDetails.Any(a => a.Code == "not-armed"), "refused");
            Assert.Contains("dose", harness.Status.Alerts[0], StringComparison.Ordinal);
        }

        await using var next = new TriggerHarness(settings);
        next.Session.Control.Arm(TimeSpan.FromMinutes(1), Caller.Service);
        next.Until(() => next.Status.AlertDetails.Any(a => a.Code == "not-armed"), "refused after a new start");
    }

    [Fact]
    public async Task Sink_AFault_TurnsTheTriggersOffAndDoesNotThrow()
    {
        await using var harness = new TriggerHarness();
        await harness.Session.Sink.WriteAsync(null!, null!, CancellationToken.None);
        await harness.FrameAsync(1);
        Assert.Contains("off", Assert.Single(harness.Status.Alerts), StringComparison.Ordinal);
    }
}
