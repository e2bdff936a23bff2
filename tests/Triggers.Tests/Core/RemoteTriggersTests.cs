using System.Net;
using System.Net.Sockets;
using Cellect.Data.Status;
using Cellect.Testing;
using Cellect.Triggers.Control;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cellect.Triggers.Tests.Core;

/// <summary>The triggers of a service, steered from elsewhere through its true command door.</summary>
public class RemoteTriggersTests
{
    private static readonly TimeSpan HalfAnHour = TimeSpan.FromMinutes(30);
    private static readonly ServiceStatus Service = ServiceStatus.None with { Triggers = new TriggerStatus { Mode = TriggerMode.Observe } };

    [Fact]
    public async Task Arm_WithTheToken_ArmsTheServiceAndStopEndsIt()
    {
        await using var harness = new TriggerHarness();
        await using var remote = Remote(harness, TokenOf(harness));
        await harness.FrameAsync(0);
        Assert.Equal("", remote.Status.ReadOnly);

        Assert.Null(remote.Arm(HalfAnHour, Caller.Overlay));
        harness.Until(() => harness.Status.Mode == TriggerMode.Armed, "armed");
        harness.Until(() => remote.Status.CommandAnswer == "arm 1800: arming", remote.Status.CommandAnswer);
        Assert.Equal(TriggerMode.Armed, remote.Status.Mode);

        Assert.Contains("its answer follows", remote.Stop(Caller.Overlay), StringComparison.Ordinal);
        harness.Until(() => harness.Status.LastDisarming.Length > 0, "stopped");
        harness.Until(
            () => remote.Status.CommandAnswer.StartsWith("stop: stopped: nothing more is sent", StringComparison.Ordinal),
            remote.Status.CommandAnswer
        );
        Assert.Empty(remote.Status.AlertDetails);
    }

    [Fact]
    public async Task WithoutTheToken_ArmIsRefusedWithTheRemedyAndStopOfThisComputerIsTaken()
    {
        await using var harness = new TriggerHarness();
        await using var remote = Remote(harness, new TokenFile("/nowhere"));
        await harness.ArmAsync();

        var readOnly = remote.Status.ReadOnly;
        Assert.Contains("--token-file", readOnly, StringComparison.Ordinal);
        Assert.Equal(readOnly, remote.Arm(HalfAnHour, Caller.Overlay));
        remote.Disarm(Caller.Overlay);
        Assert.Equal($"disarm: {readOnly}", Assert.Single(remote.Status.AlertDetails).Text);
        Assert.Equal(TriggerMode.Armed, harness.Status.Mode);

        remote.Stop(Caller.Overlay);
        harness.Until(() => harness.Status.Mode != TriggerMode.Armed, "stopped");
    }

    [Fact]
    public async Task Arm_WithTheTokenOfAnotherService_TellsWhy()
    {
        await using var harness = new TriggerHarness();
        using var folder = new TemporaryFolder();
        await using var remote = Remote(harness, Made(folder));

        Assert.Null(remote.Arm(HalfAnHour, Caller.Overlay));
        harness.Until(() => remote.Status.AlertDetails.Count == 1, "refused");
        Assert.Equal("arm 1800: the signature is not right: is the token that of this service?", remote.Status.CommandAnswer);
        Assert.Equal(TriggerMode.Observe, harness.Status.Mode);
    }

    [Fact]
    public async Task Stop_WhileADoorThatDoesNotAnswerHoldsAnArm_GivesItUpAndIsSentTwice()
    {
        using var silent = new SilentDoor();
        using var folder = new TemporaryFolder();
        var token = Made(folder);
        await using var remote = new RemoteTriggers(() => Service, "tcp://127.0.0.1:1", silent.Endpoint, token, NullLogger.Instance);
        Assert.Null(remote.Arm(HalfAnHour, Caller.Overlay));
        using var arm = await silent.NextAsync();
        Assert.StartsWith("arm 1800 nonce=", arm.Line, StringComparison.Ordinal);
        Assert.Equal("another command is under way", remote.Arm(HalfAnHour, Caller.Overlay));

        remote.Stop(Caller.Overlay);
        Assert.Equal("a stop is under way already", remote.Stop(Caller.Overlay));
        Assert.Equal("a stop is under way", remote.Arm(HalfAnHour, Caller.Overlay));
        using var first = await silent.NextAsync();
        Assert.StartsWith("stop nonce=", first.Line, StringComparison.Ordinal);
        await first.AnswerAsync("stopped: the arming that was under way is given up");
        // The arm may have come to the service after this stop: one more.
        using var second = await silent.NextAsync();
        await second.AnswerAsync("stopped: nothing was armed (mode Observe), nothing is put back");
        await remote.DisposeAsync();
        Assert.Equal("stop: stopped: the arming that was under way is given up", remote.Status.CommandAnswer);
        Assert.Equal(0, await arm.RestAsync());
    }

    [Fact]
    public async Task NobodyListens_IsToldAndNothingThrows()
    {
        using var folder = new TemporaryFolder();
        var token = Made(folder);
        await using var remote = new RemoteTriggers(() => Service, "tcp://127.0.0.1:1", "tcp://127.0.0.1:1", token, NullLogger.Instance);
        remote.Disarm(Caller.Overlay);
        Assert.True(SpinWait.SpinUntil(() => remote.Status.AlertDetails.Count == 1, TimeSpan.FromSeconds(30)));
        Assert.Contains("no service takes commands at tcp://127.0.0.1:1", remote.Status.CommandAnswer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_BeforeAnythingIsHeard_SaysSoAndIsNotMadeAnewEachTime()
    {
        using var folder = new TemporaryFolder();
        ServiceStatus? told = null;
        await using var remote = new RemoteTriggers(
            () => told,
            "tcp://somewhere:5556",
            null,
            new TokenFile(folder["token"]),
            NullLogger.Instance
        );
        Assert.Equal("no service is heard from yet", remote.Status.ReadOnly);
        told = ServiceStatus.None;
        Assert.Contains("has no triggers", remote.Status.ReadOnly, StringComparison.Ordinal);
        told = Service with { Triggers = Service.Triggers! with { Commands = "tcp://127.0.0.1:5559" } };
        Assert.Contains("from its own computer alone", remote.Status.ReadOnly, StringComparison.Ordinal);
        Assert.StartsWith("NOT stopped: the service takes commands", remote.Stop(Caller.Overlay), StringComparison.Ordinal);
        told = Service with { Triggers = Service.Triggers with { Commands = "tcp://0.0.0.0:5559" } };
        Assert.Contains("--token-file", remote.Status.ReadOnly, StringComparison.Ordinal);
        Assert.Same(remote.Status, remote.Status);
        // The service was started after the viewer, and has made its token.
        Made(folder);
        told = told with { Device = "cpu" };
        Assert.Equal("", remote.Status.ReadOnly);
    }

    [Theory]
    [InlineData("tcp://scope:5556", "", "tcp://scope:5559")]
    [InlineData("tcp://scope:5556", "tcp://0.0.0.0:7000", "tcp://scope:7000")]
    [InlineData("tcp://scope:5556", "tcp://10.0.0.7:7000", "tcp://scope:7000")]
    [InlineData("tcp://scope:5556", "tcp://127.0.0.1:7000", null)]
    [InlineData("tcp://localhost:5556", "tcp://127.0.0.1:7000", "tcp://localhost:7000")]
    [InlineData("tcp://[::1]:5556", "tcp://[::1]:7000", "tcp://[::1]:7000")]
    [InlineData("tcp://scope:5556", "nonsense", "tcp://scope:5559")]
    public void Door_IsThatOfTheHostThatIsWatched(string viewed, string told, string? door)
    {
        Assert.Equal(door, CommandDoor.Find(viewed, told, out var why));
        Assert.Equal(door is null, why.Length > 0);
    }

    private static RemoteTriggers Remote(TriggerHarness harness, TokenFile token) =>
        new(() => ServiceStatus.None with { Triggers = harness.Status }, "tcp://127.0.0.1:1", to: null, token, NullLogger.Instance);

    private static TokenFile Made(TemporaryFolder folder)
    {
        CommandToken.ReadOrMake(folder["token"]);
        return new TokenFile(folder["token"]);
    }

    // Signatures carry the true time: the service's clock must be near it.
    private static TokenFile TokenOf(TriggerHarness harness)
    {
        harness.Clock.Ahead = TimeProvider.System.GetUtcNow() - harness.Time.GetUtcNow();
        return new TokenFile(Path.Combine(harness.StateFolder, CommandToken.FileName));
    }

    /// <summary>A door that takes a line and answers when the test says so.</summary>
    private sealed class SilentDoor : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public SilentDoor() => _listener.Start();

        public string Endpoint => $"tcp://{_listener.LocalEndpoint}";

        public async Task<Call> NextAsync()
        {
            var client = await _listener
                .AcceptTcpClientAsync(TestContext.Current.CancellationToken)
                .AsTask()
                .WaitAsync(TimeSpan.FromSeconds(30));
            var reader = new StreamReader(client.GetStream());
            return new Call(client, reader, await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? "");
        }

        public void Dispose() => _listener.Dispose();
    }

    private sealed record Call(TcpClient Client, StreamReader Reader, string Line) : IDisposable
    {
        public Task AnswerAsync(string line) =>
            Client.GetStream().WriteAsync(System.Text.Encoding.UTF8.GetBytes(line + "\n"), TestContext.Current.CancellationToken).AsTask();

        /// <summary>Characters that still come; 0: the caller has hung up.</summary>
        public async Task<int> RestAsync()
        {
            try
            {
                return (await Reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Length;
            }
            catch (IOException)
            {
                return 0;
            }
        }

        public void Dispose() => Client.Dispose();
    }
}
