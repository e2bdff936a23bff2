using System.Net;
using System.Net.Sockets;
using Cellect.Live.Commands;
using Cellect.Live.Hosting;
using Cellect.Testing;

namespace Cellect.Live.Tests.Commands;

/// <summary>What <c>view</c> says before it opens a window.</summary>
public class ViewCommandTests
{
    [Fact]
    public async Task View_OfWhatIsNoCellect_EndsAtOnceAsInputUnusable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var view = ViewCommand.Create().Parse(["--connect", $"{listener.LocalEndpoint}"]).InvokeAsync(null, Cancel);
        using var client = await listener.AcceptTcpClientAsync(Cancel);
        await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), Cancel);
        Assert.Equal(ExitCode.InputUnusable, await view);
    }

    [Fact]
    public async Task View_WithATokenThatIsNamedAndMissing_EndsAsInputUnusable()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = ["--connect", "127.0.0.1:1", "--token-file", folder["token"]];
        Assert.Equal(ExitCode.InputUnusable, await ViewCommand.Create().Parse(arguments).InvokeAsync(null, Cancel));
    }

    [Theory]
    [InlineData("tcp://scope:5559", true)]
    [InlineData("tcp://[::1]:5559", true)]
    [InlineData("scope:5559", false)]
    [InlineData("tcp://scope", false)]
    [InlineData("tcp://:5559", false)]
    [InlineData("tcp://scope:0", false)]
    [InlineData("tcp://scope:65536", false)]
    [InlineData("tcp://two words:5559", false)]
    public void View_CommandDoorByName_IsLegal(string to, bool isLegal) =>
        Assert.Equal(isLegal, ViewCommand.Create().Parse(["--connect", "scope", "--to", to]).Errors.Count == 0);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
