using System.Buffers;
using Cellect.Data.Messages;
using Cellect.Data.Regions;
using Cellect.Data.Status;
using MessagePack;

namespace Cellect.Data.Tests.Messages;

/// <summary>The triggers in the status message.</summary>
public class TriggerStatusMessageTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    private static readonly TriggerFiring Firing = new()
    {
        At = Now,
        Rule = "fast",
        Series = "run 1",
        T = 12,
        Key = "fast-t12-c3-abc",
        Mode = TriggerMode.Armed,
        Track = 3,
        Place = new Position(1, 2, 3),
        Actions =
        [
            new FiredAction("fast-t12-c3-abc-a0", "scope", "interval 2 s", "done") { Answer = "reads interval 2 s", Milliseconds = 4.5 },
            new FiredAction("fast-t12-c3-abc-a1", "laser", "power 5 %", "waiting"),
        ],
    };

    private static readonly TriggerStatus Status = new()
    {
        Mode = TriggerMode.Armed,
        ArmedUntil = Now.AddMinutes(30),
        Commands = "tcp://0.0.0.0:5559",
        Rules = 1,
        Fired = 2,
        HeldBack = 3,
        Acknowledged = 4,
        Refused = 5,
        Failed = 6,
        LastFiring = "fast at t=12, track 3",
        IsPuttingBack = true,
        LastDisarming = "disarmed (asked for): scope is back",
        RuleDetails =
        [
            new RuleStatus
            {
                Name = "fast",
                When = "a cell divides",
                Then = ["scope: interval 2 s"],
                Fired = 2,
                HeldBack = 3,
                LastFired = Now,
                LastHeldBackBy = "cooldown",
            },
        ],
        Limits = [new SafetyLimit("power", null, 25, "%"), new SafetyLimit("interval", 2, 3600, "s") { Least = 1 }],
        Firings = [Firing],
        Withheld = [Firing with { HeldBackBy = "cooldown", Place = null, Actions = [] }],
    };

    [Fact]
    public void Triggers_WrittenAndRead_AreTheSame() => Assert.Equivalent(Status, TriggerStatusMessage.Read(Written(Status)), strict: true);

    [Fact]
    public void Triggers_OfAServiceThatTellsLess_AreRead()
    {
        var old = MessageMap.Read(
            MessagePackSerializer.Serialize(
                new Dictionary<string, object?>
                {
                    ["mode"] = "Observe",
                    ["armed_until_ns"] = null,
                    ["rules"] = 1,
                    ["fired"] = 2,
                    ["held_back"] = 0,
                    ["acknowledged"] = 0,
                    ["refused"] = 0,
                    ["failed"] = 0,
                    ["last_firing"] = "",
                },
                cancellationToken: TestContext.Current.CancellationToken
            )
        );
        var read = TriggerStatusMessage.Read(old);
        Assert.Equal((TriggerMode.Observe, 1, 2L, null), (read.Mode, read.Rules, read.Fired, read.ArmedUntil));
        Assert.Empty(read.RuleDetails);
        Assert.Empty(read.Firings);
    }

    [Fact]
    public void Triggers_AsMuchAsCanBe_StayBelowABound()
    {
        var (name, text) = (new string('µ', 64), new string('µ', TriggerFiring.LongestText));
        var action = new FiredAction("k", name, text, "unacknowledged") { Answer = text, Milliseconds = 1 };
        var firing = Firing with { Rule = name, Series = text, Actions = [.. Enumerable.Repeat(action, 8)] };
        var rule = Status.RuleDetails[0] with { Name = name, When = text, Then = [.. Enumerable.Repeat(text, 8)] };
        var status = Status with
        {
            Rules = 100,
            RuleDetails = [.. Enumerable.Repeat(rule, 100)],
            Firings = [.. Enumerable.Repeat(firing, TriggerFiring.Most)],
            Withheld = [.. Enumerable.Repeat(firing, TriggerFiring.Most)],
        };
        var bytes = Bytes(status);
        Assert.InRange(bytes.Length, 2 * TriggerStatusMessage.MaxListBytes, 3 * TriggerStatusMessage.MaxListBytes);
        var read = TriggerStatusMessage.Read(MessageMap.Read(bytes));
        Assert.Equal(100, read.Rules);
        Assert.InRange(read.RuleDetails.Count, 5, 99);
        Assert.InRange(read.Firings.Count, 2, TriggerFiring.Most);
        Assert.EndsWith("...", read.Firings[0].Actions[7].Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mode", "Off and on")]
    [InlineData("fired", "many")]
    [InlineData("firings", "x")]
    public void Triggers_Damaged_AreRefusedOrPassedOver(string key, string value)
    {
        var map = MessagePackSerializer.Deserialize<Dictionary<string, object?>>(
            Bytes(Status),
            MessagePack.Resolvers.ContractlessStandardResolver.Options,
            TestContext.Current.CancellationToken
        );
        map[key] = value;
        var message = MessageMap.Read(
            MessagePackSerializer.Serialize(
                map,
                MessagePack.Resolvers.ContractlessStandardResolver.Options,
                TestContext.Current.CancellationToken
            )
        );
        if (key == "firings")
            Assert.Empty(TriggerStatusMessage.Read(message).Firings);
        else
            Assert.Throws<InvalidDataException>(() => TriggerStatusMessage.Read(message));
    }

    private static MessageMap Written(TriggerStatus status) => MessageMap.Read(Bytes(status));

    private static byte[] Bytes(TriggerStatus status)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        TriggerStatusMessage.Write(ref writer, status);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
