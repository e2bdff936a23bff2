using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Tests.Actions;

/// <summary>Acknowledgements are lost, doubled, late or malformed in one request out of three.</summary>
public class ExactlyOnceTests
{
    private const int Actions = 150;

    [Theory(Timeout = 300_000)]
    [InlineData(1, (int)MessageForm.Json)]
    [InlineData(2, (int)MessageForm.MessagePack)]
    [Trait("Speed", "Slow")]
    public async Task Send_AcknowledgementsGoWrong_EveryActionIsCarriedOutOnceAndAccountedFor(int seed, int form)
    {
        var random = new Random(seed);
        var faults = 0;
        using var microscope = new StandInMicroscope();
        microscope.Answers = (_, answer) =>
        {
            if (random.Next(3) > 0)
                return [(0, answer)];
            return (faults++ % 4) switch
            {
                0 => [],
                1 => [(0, answer), (0, answer), (0.02, answer)],
                2 => [(0.15, answer)],
                _ => [(0, answer[..random.Next(1, answer.Length)])],
            };
        };
        var replies = new Dictionary<string, ActionReply>();
        await using (
            var adapter = Requests.Adapter(
                new AdapterOptions
                {
                    Endpoint = microscope.Endpoint,
                    Form = (MessageForm)form,
                    Retry = new RetryOptions
                    {
                        Attempts = 8,
                        TimeoutMilliseconds = 100,
                        PauseMilliseconds = 1,
                    },
                }
            )
        )
        {
            for (var i = 0; i < Actions; i++)
                replies[$"action-{i}"] = await adapter.SendAsync(
                    Requests.Power(i % 90, $"action-{i}"),
                    TestContext.Current.CancellationToken
                );
        }

        Assert.True(faults > Actions / 5, $"only {faults} faults: the test tests nothing");
        foreach (var (key, reply) in replies)
        {
            Assert.True(reply.Outcome == ActionOutcome.Done, $"{key}: {reply.Outcome} {reply.Detail}");
            Assert.Equal(1, microscope.CarriedOut[key]);
            Assert.Equal("", reply.Mismatch);
        }

        Assert.Equal(Actions, microscope.CarriedOut.Count);
        // In the order in which they were decided, each once.
        Assert.Equal(
            Enumerable.Range(0, Actions).Select(i => $"action-{i}"),
            microscope.Requests.Select(r => (string)r["key"]!).Distinct()
        );
    }

    [Fact(Timeout = 300_000)]
    public async Task Send_EveryAcknowledgementLost_SaysThatItIsNotKnown()
    {
        using var microscope = new StandInMicroscope { Answers = (_, _) => [] };
        await using var adapter = Requests.Adapter(new AdapterOptions { Endpoint = microscope.Endpoint, Retry = Requests.Hasty(3, 50) });
        var reply = await adapter.SendAsync(Requests.Power(10), TestContext.Current.CancellationToken);
        Assert.Equal((ActionOutcome.Unacknowledged, 3, 0L), (reply.Outcome, reply.Attempts, reply.AcknowledgedNs));
        Assert.Equal(1, microscope.CarriedOut["k1"]);
    }

    [Fact(Timeout = 300_000)]
    public async Task Send_ManyCallersAtOnce_EachGetsItsOwnReply()
    {
        using var microscope = new StandInMicroscope();
        await using var adapter = Requests.Adapter(new AdapterOptions { Endpoint = microscope.Endpoint, Retry = Requests.Patient() });
        var replies = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => adapter.SendAsync(Requests.Power(i, $"many-{i}"), TestContext.Current.CancellationToken))
        );
        for (var i = 0; i < replies.Length; i++)
            Assert.Equal((ActionOutcome.Done, (double?)i), (replies[i].Outcome, replies[i].ReadBack!.PowerPercent));
    }
}
