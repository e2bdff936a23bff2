using System.Text.Json.Nodes;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Tests.Actions;

public class WebhookAdapterTests
{
    private const int Patience = 120_000;

    [Fact(Timeout = Patience)]
    public async Task Send_Change_PostsItWithKeyAndSecret()
    {
        Environment.SetEnvironmentVariable("CELLECT_TEST_SECRET", "s3cret");
        var seen = new List<(string Method, string? Key, string? Secret, string? Type, JsonNode Body)>();
        using var server = new HttpStandIn(async context =>
        {
            var body = JsonNode.Parse(await HttpStandIn.BodyAsync(context))!;
            seen.Add(
                (
                    context.Request.HttpMethod,
                    context.Request.Headers["Idempotency-Key"],
                    context.Request.Headers["X-Cellect-Secret"],
                    context.Request.ContentType,
                    body
                )
            );
            await HttpStandIn.AnswerAsync(
                context,
                200,
                $$$"""{"v":1,"key":"{{{body["key"]}}}","ok":true,"settings":{"power_percent":10}}"""
            );
        });
        await using var adapter = Requests.Adapter(Options(server, new WebhookOptions { SecretVariable = "CELLECT_TEST_SECRET" }));
        var reply = await adapter.SendAsync(Requests.Power(10), TestContext.Current.CancellationToken);
        Assert.Equal((ActionOutcome.Done, (double?)10, 1), (reply.Outcome, reply.ReadBack!.PowerPercent, reply.Attempts));
        var request = Assert.Single(seen);
        Assert.Equal(("POST", "k1", "s3cret", "application/json"), (request.Method, request.Key, request.Secret, request.Type));
        Assert.Equal(10, (double)request.Body["change"]!["power_percent"]!);
    }

    [Theory(Timeout = Patience)]
    [InlineData(204, "", (int)ActionOutcome.Done, 1)]
    [InlineData(200, "thanks", (int)ActionOutcome.Done, 1)]
    [InlineData(400, "", (int)ActionOutcome.Refused, 1)]
    [InlineData(302, "", (int)ActionOutcome.Refused, 1)]
    [InlineData(200, "{\"v\":1,\"key\":\"k1\",\"ok\":false,\"error\":\"no\"}", (int)ActionOutcome.Refused, 1)]
    [InlineData(200, "{\"v\":1,\"key\":\"k2\",\"ok\":true}", (int)ActionOutcome.Unacknowledged, 3)]
    [InlineData(200, "{broken", (int)ActionOutcome.Unacknowledged, 3)]
    [InlineData(503, "", (int)ActionOutcome.Unacknowledged, 3)]
    [InlineData(429, "", (int)ActionOutcome.Unacknowledged, 3)]
    public async Task Send_Status_DecidesTheOutcome(int status, string body, int outcome, int attempts)
    {
        var calls = 0;
        using var server = new HttpStandIn(context =>
        {
            Interlocked.Increment(ref calls);
            context.Response.Headers["Location"] = "http://example.org/";
            return HttpStandIn.AnswerAsync(context, status, body);
        });
        await using var adapter = Requests.Adapter(Options(server, new WebhookOptions(), Requests.Patient(3)));
        var reply = await adapter.SendAsync(Requests.Power(10), TestContext.Current.CancellationToken);
        Assert.Equal(((ActionOutcome)outcome, attempts, attempts), (reply.Outcome, reply.Attempts, calls));
    }

    [Fact(Timeout = Patience)]
    public async Task Send_NobodyThere_TellsThatNothingWasChangedOrNotKnown()
    {
        await using var adapter = Requests.Adapter(
            new AdapterOptions
            {
                Kind = AdapterKind.Webhook,
                Endpoint = "http://127.0.0.1:9/",
                Retry = Requests.Hasty(),
            }
        );
        var reply = await adapter.SendAsync(Requests.Power(10), TestContext.Current.CancellationToken);
        Assert.NotEqual(ActionOutcome.Done, reply.Outcome);
        Assert.Contains("127.0.0.1:9", reply.Detail, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task Send_NoAnswer_IsRepeatedUnderTheSameKey()
    {
        var keys = new List<string?>();
        using var server = new HttpStandIn(async context =>
        {
            lock (keys)
                keys.Add(context.Request.Headers["Idempotency-Key"]);
            if (keys.Count > 1)
                await HttpStandIn.AnswerAsync(context, 200, "");
        });
        await using var adapter = Requests.Adapter(Options(server, new WebhookOptions(), Requests.Hasty(6, 300)));
        Assert.Equal(ActionOutcome.Done, (await adapter.SendAsync(Requests.Power(10), TestContext.Current.CancellationToken)).Outcome);
        Assert.True(keys.Count > 1 && keys.All(k => k == "k1"));
    }

    [Fact(Timeout = Patience)]
    public async Task Read_WhereAllowed_GetsTheSettings_ElseTheSafeState()
    {
        using var server = new HttpStandIn(context =>
            HttpStandIn.AnswerAsync(
                context,
                200,
                context.Request.HttpMethod == "GET" ? """{"v":1,"key":"","ok":true,"settings":{"power_percent":33}}""" : ""
            )
        );
        await using var reads = Requests.Adapter(Options(server, new WebhookOptions { Read = true }));
        Assert.Equal(33, (await reads.ReadAsync(TestContext.Current.CancellationToken)).PowerPercent);
        await using var writes = Requests.Adapter(
            new AdapterOptions
            {
                Kind = AdapterKind.Webhook,
                Endpoint = server.Address,
                SafeState = new SafeStateOptions { PowerPercent = 2 },
            }
        );
        Assert.False(writes.CanRead);
        Assert.Equal(2, (await writes.ReadAsync(TestContext.Current.CancellationToken)).PowerPercent);
    }

    private static AdapterOptions Options(HttpStandIn server, WebhookOptions options, RetryOptions? retry = null) =>
        new()
        {
            Kind = AdapterKind.Webhook,
            Endpoint = server.Address + "hook",
            Webhook = options,
            Retry = retry ?? Requests.Patient(),
        };
}
