using System.Net;
using System.Net.Sockets;
using Cellect.Live.Hosting;
using Cellect.Live.Publish;

namespace Cellect.Live.Tests.Hosting;

public class StartCheckTests
{
    [Fact]
    public void Mistakes_AnotherDoorWherePreviewsGoOutByThemselves_NamesBoth()
    {
        var (tracks, taken) = TwoPortsApart(2);

        var mistakes = StartCheck.Mistakes(Options(tracks, taken));

        Assert.Contains(mistakes, line =>
            line.Contains($"port {taken} of", StringComparison.Ordinal) && line.Contains("Publish:ControlEndpoint too")
        );
    }

    [Fact]
    public void Mistakes_NoPreviews_TheirPortIsFree()
    {
        var (tracks, taken) = TwoPortsApart(2);

        var mistakes = StartCheck.Mistakes(Options(tracks, taken, previews: 0));

        Assert.DoesNotContain(mistakes, line => line.Contains("PreviewEndpoint", StringComparison.Ordinal));
    }

    private static CellectOptions Options(int tracks, int control, double previews = 2) =>
        new()
        {
            Ingest = new() { Endpoint = "inproc://volumes" },
            Publish = new PublishOptions
            {
                Endpoint = $"tcp://127.0.0.1:{tracks}",
                ControlEndpoint = $"tcp://127.0.0.1:{control}",
                PreviewsPerSecond = previews,
            },
        };

    private static (int Port, int Other) TwoPortsApart(int apart)
    {
        while (true)
        {
            using var first = new TcpListener(IPAddress.Loopback, 0);
            first.Start();
            var port = ((IPEndPoint)first.LocalEndpoint).Port;
            try
            {
                using var second = new TcpListener(IPAddress.Loopback, port + apart);
                second.Start();
                return (port, port + apart);
            }
            catch (SocketException)
            {
                // Taken: another pair.
            }
        }
    }
}
