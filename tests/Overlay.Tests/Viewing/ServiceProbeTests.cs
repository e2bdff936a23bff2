using System.Net;
using System.Net.Sockets;
using Cellect.Gate.Connections;
using Cellect.Gate.Sockets;
using Cellect.Overlay.Viewing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cellect.Overlay.Tests.Viewing;

/// <summary>What a viewer finds where no service of Cellect publishes.</summary>
public class ServiceProbeTests
{
    private static readonly GateLimits Limits = new()
    {
        MaxPartBytes = 1000,
        MaxMessageBytes = 1000,
        MaxParts = 2,
    };
    private readonly GateJournal _journal = new(NullLogger.Instance, "test");

    [Fact]
    public async Task Publisher_IsFound()
    {
        using var announcer = new Announcer("tcp://127.0.0.1:0", 10, _journal, TimeProvider.System);
        Assert.Equal(new ServiceProbe(""), await LookAsync(announcer.Endpoint));
        Assert.Empty(_journal.Counts);
    }

    [Fact]
    public async Task AnotherSocketOfCellect_IsHopeless()
    {
        using var inlet = Inlet.Pull("tcp://127.0.0.1:0", Limits, 10, _journal, TimeProvider.System);
        var found = await LookAsync(inlet.Endpoint);
        Assert.True(found.IsHopeless);
        Assert.Contains("a PULL socket cannot speak with this SUB socket", found.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherProgram_IsHopeless()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var look = LookAsync($"tcp://{listener.LocalEndpoint}");
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync("SSH-2.0-OpenSSH_9.2p1\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        var found = await look;
        Assert.True(found.IsHopeless);
        Assert.Contains("does not speak ZeroMQ", found.Words, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', found.Words);
    }

    [Fact]
    public async Task OneThatHangsUp_IsNotGivenUp()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var look = LookAsync($"tcp://{listener.LocalEndpoint}");
        (await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken)).Dispose();
        var found = await look;
        Assert.False(found.IsHopeless);
        Assert.Contains("hangs up or is silent", found.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_IsWaitedFor()
    {
        var found = await LookAsync("tcp://127.0.0.1:1");
        Assert.False(found.IsHopeless);
        Assert.StartsWith("nothing listens at tcp://127.0.0.1:1", found.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoSuchHost_IsSaid()
    {
        // By RFC 6761 there never is one; without a network the name may only not be looked up.
        var found = await LookAsync("tcp://scope.invalid:5556");
        Assert.Contains("'scope.invalid'", found.Words, StringComparison.Ordinal);
    }

    private static Task<ServiceProbe> LookAsync(string endpoint) => ServiceProbe.LookAsync(endpoint, CancellationToken.None);
}
