using Cellect.Data.Status;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Delivery;
using Cellect.Triggers.Rules;

namespace Cellect.Triggers.Tests.Core;

/// <summary>What the status tells of rules, limits and firings.</summary>
public class TriggerFactsTests
{
    [Theory]
    [InlineData("""{ "Event": "Division" }""", "a cell divides")]
    [InlineData(
        """{ "Event": "division", "MinProbability": 0.6, "Inside": "left", "MinAgeVolumes": 3, "ConfirmVolumes": 1 }""",
        "a cell divides, with a probability of at least 0.6, in left, age at least 3 volumes, borne out by 1 later volume"
    )]
    [InlineData("""{ "Event": "DivisionRate", "AtMost": 0, "WindowSeconds": 900 }""", "the number of divisions within 900 s falls to 0")]
    [InlineData("""{ "Event": "CellCount", "AtLeast": 100 }""", "the number of cells rises to 100")]
    [InlineData("""{ "Event": "CellDensity", "AtLeast": 2.5 }""", "the number of cells per 1,000,000 µm³ rises to 2.5")]
    [InlineData("""{ "Event": "EnterRegion", "Region": "left" }""", "a cell enters left")]
    [InlineData("""{ "Event": "LeaveRegion", "Region": "left", "MaxDepthMicrometres": 9 }""", "a cell leaves left, depth at most 9 µm")]
    [InlineData("""{ "Event": "Speed", "AtLeast": 3 }""", "a cell's speed rises to 3 µm/min")]
    [InlineData("""{ "Event": "NewTrack", "MinRadiusMicrometres": 2, "MaxRadiusMicrometres": 4 }""", "a cell appears, radius 2 to 4 µm")]
    [InlineData("""{ "Event": "LostTrack", "Outside": "left" }""", "a cell is lost, not in left")]
    [InlineData(
        """{ "Event": "Sequence", "First": { "Event": "Division" }, "Then": { "Event": "LostTrack" }, "SameCell": true }""",
        "a cell divides; then, within 600 s, a cell is lost, of the same cell"
    )]
    public void When_EveryKindOfCondition_IsSaidInWords(string when, string words) =>
        Assert.Equal(words, Assert.Single(Book.Of($$"""{ "Name": "r", "When": {{when}} }""").Rules).When);

    [Fact]
    public void Then_EverythingThatAnActionMayAsk_IsSaidInWords()
    {
        var rule = Assert.Single(
            Book.Of(
                """
                { "Name": "r", "When": { "Event": "Division" }, "Then": [ { "Adapter": "scope", "IntervalSeconds": 2.5, "PowerPercent": 12,
                  "ExposureMilliseconds": 30, "MoveToEvent": true, "RegionMicrometres": "20,60,60", "Extras": { "gain": "high" } } ] }
                """
            ).Rules
        );
        var told = Assert.Single(TriggerJournal.InForce(new TriggerStatus(), [rule]).RuleDetails);
        Assert.Equal(
            "scope: interval 2.5 s, power 12 %, exposure 30 ms, gain = high, stage to the event, image 20,60,60 µm around the event",
            Assert.Single(told.Then)
        );
    }

    [Fact]
    public async Task Firing_Armed_TellsWhatWasSentAndWhatTheMicroscopeAnswered()
    {
        await using var harness = new TriggerHarness();
        await harness.ArmAsync();
        harness.Microscope.Hangs = new TaskCompletionSource();
        await harness.FrameAsync(1);
        var waiting = Assert.Single(harness.Status.Firings);
        Assert.Equal(("new", 1, 11, TriggerMode.Armed), (waiting.Rule, waiting.T, waiting.Track, waiting.Mode));
        Assert.NotNull(waiting.Place);
        Assert.Equal("waiting", Assert.Single(waiting.Actions).Outcome);

        harness.Microscope.Hangs.SetResult();
        harness.Until(() => harness.Status.Acknowledged == 1, "acknowledged");
        var action = Assert.Single(Assert.Single(harness.Status.Firings).Actions);
        Assert.Equal(
            ("scope", "interval 2 s", "done", "reads interval 2 s"),
            (action.Adapter, action.Asked, action.Outcome, action.Answer)
        );
        Assert.Equal(harness.Microscope.CarriedOut[0].Key, action.Key);
        Assert.NotNull(action.Milliseconds);
        var rule = Assert.Single(harness.Status.RuleDetails);
        Assert.Equal((1, 0), (rule.Fired, rule.HeldBack));
        Assert.Equal(waiting.At, rule.LastFired);
    }

    [Theory]
    [InlineData("Triggers:Mode", "Observe", "observed", "")]
    [InlineData("Triggers:Mode", "DryRun", "dry-run", "")]
    [InlineData("Triggers:Rules:0:Then:0:PowerPercent", "5", "refused", "no action may change the power")]
    public async Task Firing_NothingIsSent_SaysSo(string key, string value, string outcome, string answer)
    {
        await using var harness = new TriggerHarness(("Triggers:Mode", "DryRun"), (key, value));
        await harness.FrameAsync(0);
        await harness.FrameAsync(1);
        harness.Until(() => harness.Status.Firings[0].Actions[0].Outcome == outcome, outcome);
        Assert.StartsWith(answer, harness.Status.Firings[0].Actions[0].Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HeldBack_Often_IsCountedAndTheNewestAreKeptApartFromTheFirings()
    {
        await using var harness = new TriggerHarness(("Triggers:Rules:0:Guards:CooldownSeconds", "3600"));
        for (var t = 0; t < 60; t++)
            await harness.FrameAsync(t);
        var rule = Assert.Single(harness.Status.RuleDetails);
        Assert.Equal((1, 58, "cooldown"), (rule.Fired, rule.HeldBack, rule.LastHeldBackBy));
        Assert.Equal((1, 58), (harness.Status.Fired, harness.Status.HeldBack));
        Assert.Equal(1, Assert.Single(harness.Status.Firings).T);
        Assert.Equal(Enumerable.Range(40, 20).Reverse(), harness.Status.Withheld.Select(w => w.T));
        Assert.All(harness.Status.Withheld, w => Assert.Equal(("cooldown", 0), (w.HeldBackBy, w.Actions.Count)));
        Assert.NotEqual("cooldown", HeldBackWords.Of("cooldown"));
    }

    [Fact]
    public async Task AFrameInWhichNothingIsMet_ChangesNothing()
    {
        await using var harness = new TriggerHarness(
            ("Triggers:Rules:0:When:Event", "LostTrack"),
            ("Triggers:Rules:0:When:ConfirmVolumes", "3")
        );
        await harness.FrameAsync(0);
        var before = harness.Status;
        await harness.FrameAsync(1);
        Assert.Same(before, harness.Status);
    }

    [Fact]
    public async Task Limits_Armed_TellWhatIsUsedAndWhatIsMost()
    {
        await using var harness = new TriggerHarness(
            ("Triggers:Envelope:MaxPowerPercent", "25"),
            ("Triggers:Envelope:MaxDoseSecondsPerHour", "100"),
            ("Triggers:WaitingActions", "5")
        );
        harness.Until(() => harness.Status.Limits.Count > 0, "limits");
        Assert.Null(Limit("power").Used);
        await harness.ArmAsync();
        await harness.FrameAsync(1);
        harness.Until(() => Limit("firings a minute").Used == 1 && Limit("interval").Used == 2, "used");
        Assert.Equal(new SafetyLimit("power", 20, 25, "%"), Limit("power"));
        Assert.Equal(new SafetyLimit("interval", 2, 3600, "s") { Least = 1 }, Limit("interval"));
        Assert.Equal(new SafetyLimit("firings a minute", 1, 600, ""), Limit("firings a minute"));
        Assert.Equal(new SafetyLimit("actions waiting", 0, 5, ""), Limit("actions waiting"));
        harness.Until(() => Limit("light of the last hour") is { Used: > 0, Most: 100 }, "light");
        Assert.DoesNotContain(harness.Status.Limits, limit => limit.Name is "stage travel" or "exposure");

        SafetyLimit Limit(string name) => harness.Status.Limits.Single(limit => limit.Name == name);
    }

    [Fact]
    public void InForce_RulesReadAnew_KeepTheNumbersOfThoseThatStay()
    {
        var (one, two) = (Rule("one"), Rule("two"));
        var status = TriggerJournal.InForce(new TriggerStatus(), [one, two]);
        status = status with { RuleDetails = [.. status.RuleDetails.Select(rule => rule with { Fired = 7 })] };
        status = TriggerJournal.InForce(status, [two, Rule("three")]);
        Assert.Equal([("two", 7L), ("three", 0L)], status.RuleDetails.Select(rule => (rule.Name, rule.Fired)));
        Assert.Equal(2, status.Rules);
    }

    [Fact]
    public void Ended_AnActionThatIsForgotten_ChangesNothing()
    {
        var status = new TriggerStatus();
        var request = ActionRequest.Restore("arming", "scope", MicroscopeSettings.None, 1);
        Assert.Same(status, TriggerJournal.Ended(status, request, "done", "", reply: null));
    }

    private static Rule Rule(string name) => Book.Of($$"""{ "Name": "{{name}}", "When": { "Event": "NewTrack" } }""").Rules[0];
}
