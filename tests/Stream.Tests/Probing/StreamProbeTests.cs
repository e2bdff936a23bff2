using System.Net;
using System.Net.Sockets;
using System.Text;
using Cellect.Stream.Ingest;
using Cellect.Stream.Probing;
using NetMQ;
using NetMQ.Sockets;

namespace Cellect.Stream.Tests.Probing;

/// <summary>What <c>probe</c> says of senders, over real sockets; it is ended when everything has been taken.</summary>
public class StreamProbeTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    [Fact(Timeout = 120_000)]
    public async Task Pushed_SaysWhatComesAndWhatIsMissing()
    {
        var (endpoint, cancel) = (FreeEndpoint(), TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();
        var report = new ProbeReport();
        var probing = Task.Run(() => StreamProbe.Run(endpoint, SocketMode.PullBind, report, Long, TimeProvider.System, stop.Token), cancel);
        using (var sender = new PushSocket())
        {
            sender.Options.Linger = Long;
            sender.Connect(endpoint);
            for (var t = 0; t < 3; t++)
                sender.SendMultipartBytes(Encoding.UTF8.GetBytes("""{"dtype":"uint16","shape":[2,3,4]}"""), new byte[48]);
            sender.SendMultipartBytes(Encoding.UTF8.GetBytes("""{"dtype":"float64","shape":[2,3,4]}"""), new byte[192]);
        }

        var facts = await Ended(probing, report, stop, messages: 4);
        Assert.Contains("2x3x4 u2", (IEnumerable<string>)facts["shapes"]!);
        var advice = string.Join('\n', (string[])facts["advice"]!);
        Assert.Contains("set Ingest:DefaultVoxelMicrometres", advice, StringComparison.Ordinal);
        Assert.Contains("1 messages are refused", advice, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task PlainTcp_IsAnsweredAndToldAsWell()
    {
        var (endpoint, cancel) = (FreeEndpoint(), TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();
        var report = new ProbeReport();
        var probing = Task.Run(() => StreamProbe.RunDoor(endpoint, report, Long, TimeProvider.System, stop.Token), cancel);
        using (var client = await Connected(endpoint))
        {
            using var answers = new StreamReader(client.GetStream());
            foreach (var t in new[] { 0, 1 })
            {
                var line = $$"""{"dtype":"uint16","shape":[2,3,4],"t":{{t}},"c":1,"voxel_um":[2,0.5,0.5]}""" + "\n";
                await client.GetStream().WriteAsync((byte[])[.. Encoding.UTF8.GetBytes(line), .. new byte[48]], cancel);
                Assert.Equal("{\"ok\":true}", await answers.ReadLineAsync(cancel));
            }
        }

        var facts = await Ended(probing, report, stop, messages: 2);
        Assert.Equal(["2,0.5,0.5"], (IEnumerable<string>)facts["voxel_um"]!);
        Assert.Equal(1, facts["last_t"]);
        Assert.Contains("set Ingest:TrackedChannel 1", string.Join('\n', (string[])facts["advice"]!), StringComparison.Ordinal);
    }

    [Fact]
    public void EndpointOfARunningService_IsNamedWithTheRemedy()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var refused = Assert.Throws<InvalidOperationException>(() =>
            StreamProbe.RunDoor($"tcp://{taken.LocalEndpoint}", new ProbeReport(), Long, TimeProvider.System, CancellationToken.None)
        );
        Assert.Contains("Ingest:TcpEndpoint", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyDictionary<string, object?>> Ended(
        Task probing,
        ProbeReport report,
        CancellationTokenSource stop,
        long messages
    )
    {
        Assert.True(SpinWait.SpinUntil(() => report.Messages >= messages || probing.IsCompleted, Long));
        await stop.CancelAsync();
        await probing;
        Assert.Equal(messages, report.Messages);
        return report.Facts(1);
    }

    private static async Task<TcpClient> Connected(string endpoint)
    {
        var to = IPEndPoint.Parse(endpoint["tcp://".Length..]);
        while (true)
        {
            var client = new TcpClient();
            try
            {
                await client.ConnectAsync(to, TestContext.Current.CancellationToken);
                return client;
            }
            catch (SocketException)
            {
                // Not open yet.
                client.Dispose();
            }
        }
    }

    private static string FreeEndpoint()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"tcp://{listener.LocalEndpoint}";
    }
}
