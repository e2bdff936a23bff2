using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Cellect.Data.Status;
using Cellect.Testing;
using Cellect.Triggers.Control;
using Cellect.Triggers.Settings;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Triggers.Tests.Core;

public sealed class CommandDoorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("arm 60")]
    [InlineData("disarm")]
    [InlineData("putback")]
    public void Gate_UnsignedCommandOfThisComputer_IsRefusedUnlessOnlyOthersNeedTheToken(string command)
    {
        Assert.Contains("signed", Ask(Gate(), command)!, StringComparison.Ordinal);
        Assert.Null(Ask(Gate(CommandTokenNeed.Remote), command));
        Assert.Contains("signed", Ask(Gate(CommandTokenNeed.Remote), command, "192.0.2.1")!, StringComparison.Ordinal);
    }

    [Fact]
    public void Gate_Stop_NeedsNoTokenOnThisComputerAlone()
    {
        Assert.Null(Ask(Gate(), "stop"));
        Assert.NotNull(Ask(Gate(), "stop", "192.0.2.1"));
        Assert.Null(Ask(Gate(), Token().Sign("stop", _time.GetUtcNow()), "192.0.2.1"));
    }

    [Fact]
    public void Gate_SignedCommand_IsTakenOnce()
    {
        var (gate, line) = (Gate(), Token().Sign("arm 60", _time.GetUtcNow()));
        Assert.Null(Ask(gate, line));
        Assert.Contains("used before", Ask(gate, line)!, StringComparison.Ordinal);
    }

    [Fact]
    public void Gate_OtherCommandUnderTheSameSignature_IsRefused() =>
        Assert.Contains(
            "not right",
            Ask(Gate(), Token().Sign("arm 60", _time.GetUtcNow()).Replace("arm 60", "arm 86400", StringComparison.Ordinal))!,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(-61)]
    [InlineData(61)]
    public void Gate_SignatureOfAnotherTime_IsRefused(int seconds) =>
        Assert.Contains("clocks", Ask(Gate(), Token().Sign("arm 60", _time.GetUtcNow().AddSeconds(seconds)))!, StringComparison.Ordinal);

    [Fact]
    public void Gate_TooManyCommandsAMinute_AreRefusedAndStopIsNot()
    {
        var gate = Gate();
        for (var i = 0; i < CommandGate.MostAMinute; i++)
            Ask(gate, "arm 60");
        Assert.Contains("a minute", Ask(gate, Token().Sign("arm 60", _time.GetUtcNow()))!, StringComparison.Ordinal);
        Assert.Null(Ask(gate, "stop"));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(Ask(gate, Token().Sign("arm 60", _time.GetUtcNow())));
    }

    [Fact]
    public void Token_File_CanBeReadByItsUserAlone()
    {
        Token();
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["state/token"]));
        File.SetUnixFileMode(_folder["state/token"], UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Contains("chmod 600", Assert.Throws<IOException>(Token).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tcp://0.0.0.0:5559", "", true)]
    [InlineData("tcp://[::]:5559", "", true)]
    [InlineData("tcp://0.0.0.0:5559", "token", false)]
    [InlineData("tcp://127.0.0.1:5559", "", false)]
    [InlineData("tcp://[::1]:0", "", false)]
    public void Endpoint_BeyondThisComputer_NeedsATokenFile(string endpoint, string file, bool refused) =>
        Assert.Equal(refused, CommandEndpoint.BindMistake(endpoint, file) is not null);

    [Fact]
    public async Task Arm_WithoutTheToken_IsRefusedAndWrittenDownWithWhereItCameFrom()
    {
        await using var harness = new TriggerHarness();
        await harness.FrameAsync(0);
        Assert.StartsWith("error", CommandClient.Ask(harness.Session.CommandEndpoint, "arm 60"), StringComparison.Ordinal);
        Assert.Equal(TriggerMode.Observe, harness.Status.Mode);
        Assert.Contains("command-refused", await harness.CloseAsync());
        var audit = await File.ReadAllTextAsync(harness.Session.AuditPath, TestContext.Current.CancellationToken);
        Assert.Contains("\"from\":\"command door, 127.0.0.1:", audit, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret(harness.StateFolder), audit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arm_WithTheToken_Arms()
    {
        await using var harness = new TriggerHarness();
        await harness.FrameAsync(0);
        // The test's clock is not the computer's: signed at the service's time.
        var line = harness.Token.Sign("arm 60", harness.Time.GetUtcNow());
        Assert.Equal("arming", CommandClient.Ask(harness.Session.CommandEndpoint, line));
        harness.Until(() => harness.Status.Mode == TriggerMode.Armed, "armed");
    }

    [Fact]
    public async Task Stop_BesideAThousandSlowConnections_IsAnsweredAndSaysWhatItDid()
    {
        await using var harness = new TriggerHarness();
        await harness.ArmAsync();
        var slow = new List<Socket>();
        try
        {
            var door = CommandEndpoint.Parse(harness.Session.CommandEndpoint);
            for (var i = 0; i < 1000; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                slow.Add(socket);
                await socket.ConnectAsync(door, TestContext.Current.CancellationToken);
                await socket.SendAsync(Encoding.ASCII.GetBytes("s"), SocketFlags.None);
            }

            var start = Stopwatch.GetTimestamp();
            Assert.StartsWith(
                "stopped: nothing more is sent",
                CommandClient.Ask(harness.Session.CommandEndpoint, "stop"),
                StringComparison.Ordinal
            );
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(4));
        }
        finally
        {
            slow.ForEach(s => s.Dispose());
        }

        harness.Until(() => harness.News.Contains("disarmed"), "stopped");
        Assert.Contains("is back", harness.Status.LastDisarming, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_NothingArmed_SaysSo()
    {
        await using var harness = new TriggerHarness();
        Assert.Contains("nothing was armed", CommandClient.Ask(harness.Session.CommandEndpoint, "stop"), StringComparison.Ordinal);
    }

    private static string Secret(string folder) => File.ReadAllText(Path.Combine(folder, CommandToken.FileName)).Trim();

    private CommandToken Token() => CommandToken.ReadOrMake(_folder["state/token"]);

    private CommandGate Gate(CommandTokenNeed need = CommandTokenNeed.Always) => new(Token(), need, _time);

    private static string? Ask(CommandGate gate, string line, string from = "127.0.0.1") =>
        gate.Refusal(SignedCommand.Parse(line), IPAddress.Parse(from), out _);
}
