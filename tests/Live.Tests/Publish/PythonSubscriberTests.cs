using System.Diagnostics;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Live.Publish;
using Cellect.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cellect.Live.Tests.Publish;

public class PythonSubscriberTests
{
    private const string Python = "/usr/bin/python3";

    [Fact]
    public async Task Subscribe_JoiningLate_PrintsDivisionsBeforeAndAfter()
    {
        var script = Script();
        using (var imports = Start("-c", "import zmq, msgpack"))
        {
            await imports.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.SkipUnless(imports.ExitCode == 0, $"{Python} has no zmq and msgpack (apt install python3-zmq python3-msgpack)");
        }

        await using var publisher = new Publisher(
            new PublishOptions { Endpoint = "tcp://127.0.0.1:0", ControlEndpoint = "tcp://127.0.0.1:0" },
            TimeProvider.System,
            () => ServiceStatus.None,
            NullLogger<Publisher>.Instance
        );
        await publisher.BeginSeriesAsync(FakeSeries.Header(), TestContext.Current.CancellationToken);
        await DivideAsync(publisher, t: 3, new Division(1, 2, 3, 1.5f, 10, 20, 0.75f));

        using var python = Start(script, "--tracks", publisher.Endpoint, "--control", publisher.ControlEndpoint);
        try
        {
            Assert.Equal("series run 1", await ReadLineAsync(python));
            Assert.Equal("t=3 track 1 -> 2, 3 at z=1.5 y=10.0 x=20.0 p=0.75", await ReadLineAsync(python));
            await DivideAsync(publisher, t: 4, new Division(2, 4, 5, 2, 11, 21, 0.5f));
            Assert.Equal("t=4 track 2 -> 4, 5 at z=2.0 y=11.0 x=21.0 p=0.50", await ReadLineAsync(python));
            await publisher.EndSeriesAsync(
                new SeriesSummary("run 1", "end", new Dictionary<string, long> { ["processed"] = 5 }, 5),
                TestContext.Current.CancellationToken
            );
            Assert.Equal("series run 1 has ended: {'processed': 5}", await ReadLineAsync(python));
        }
        finally
        {
            python.Kill();
        }
    }

    private static async Task DivideAsync(Publisher publisher, int t, Division division)
    {
        var frame = FakeSeries.Frame(
            FakeSeries.Header(t: t),
            [FakeSeries.Cell(division.FirstDaughter), FakeSeries.Cell(division.SecondDaughter)],
            [division]
        );
        using var volume = FakeSeries.Pool.Rent(frame.Header);
        await publisher.WriteAsync(frame, volume, default);
    }

    private static async Task<string?> ReadLineAsync(Process process) =>
        await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));

    private static Process Start(params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(Python), $"{Python} is not there");
        return Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true })!;
    }

    private static string Script()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Cellect.sln")))
            folder = folder.Parent;
        return Path.Combine(folder.FullName, "docs", "examples", "subscribe.py");
    }
}
