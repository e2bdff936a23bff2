using System.Diagnostics;
using Cellect.Data.Volumes;
using Cellect.Stream.Ingest;
using Cellect.Stream.Tests.Ingest;
using Cellect.Testing;

namespace Cellect.Stream.Tests.Dialects;

/// <summary>ScanImage's user function, run in Octave with a stand-in for hSI, against the real receiver.</summary>
public class ScanImageTests
{
    private const int Volumes = 3;
    private static readonly VolumeShape Shape = new(3, 24, 32);

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task CellectSend_TwoChannelsWithFlyback_EveryVoxelArrives()
    {
        Assert.SkipUnless(
            HasOctave(),
            "no octave with the package instrument-control here (Debian: apt-get install octave octave-instrument-control)"
        );
        await using var bench = new ReceiverBench(
            new IngestOptions { Endpoint = "tcp://127.0.0.1:0", TcpEndpoint = "tcp://127.0.0.1:0" },
            connectSender: false
        );
        var folder = Path.Combine(Repository.Root, "tools", "scanimage", "test");
        var (code, said) = await RunAsync($"addpath('{folder}'); sendStandIn('{bench.Receiver.TcpEndpoint}', {Volumes})");
        Assert.True(code == 0, said);
        Assert.DoesNotContain("Cellect does not get slices", said, StringComparison.Ordinal);

        await bench.Next<SeriesStarted>();
        for (var t = 0; t < Volumes; t++)
        for (var c = 0; c < 2; c++)
        {
            using var volume = (await bench.Next<VolumeReady>()).Volume;
            Assert.Equal((t, c, Shape), (volume.Header.T, volume.Header.C, volume.Header.Shape));
            Assert.Equal(new VoxelSize(2, 0.5, 0.5), volume.Header.VoxelMicrometres);
            Assert.Equal(Expected(t, c), volume.AsSpan<ushort>().ToArray());
        }

        Assert.Equal(EndReasons.End, (await bench.Next<SeriesEnded>()).Reason);
        Assert.Empty(bench.Counters.Malformed);
    }

    // As sendStandIn.m says, kept as the signed value plus 32768.
    private static IEnumerable<ushort> Expected(int t, int c) =>
        from z in Enumerable.Range(0, Shape.Z)
        from y in Enumerable.Range(0, Shape.Y)
        from x in Enumerable.Range(0, Shape.X)
        select (ushort)(32_768 - 1000 + (100 * t) + (10 * z) + (50 * c) + y - (2 * x));

    private static bool HasOctave()
    {
        try
        {
            return RunAsync("pkg load instrument-control").GetAwaiter().GetResult().Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int Code, string Said)> RunAsync(string program)
    {
        var start = new ProcessStartInfo("octave-cli", ["--quiet", "--no-history", "--eval", program])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var octave = Process.Start(start)!;
        var said = Task.WhenAll(octave.StandardOutput.ReadToEndAsync(), octave.StandardError.ReadToEndAsync());
        await octave.WaitForExitAsync();
        return (octave.ExitCode, string.Concat(await said));
    }
}
