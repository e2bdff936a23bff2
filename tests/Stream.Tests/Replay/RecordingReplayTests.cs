using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Data.Zarr;
using Cellect.Replay;
using Cellect.Stream.Sources;
using Cellect.Stream.Wire;
using Cellect.Testing;

namespace Cellect.Stream.Tests.Replay;

/// <summary>A recording is sent as it came.</summary>
public class RecordingReplayTests
{
    private static readonly VolumeShape Shape = new(2, 3, 4);
    private const long Exposed = 1_790_000_000_000_000_000;

    [Theory(Timeout = 120_000)]
    [InlineData("max")]
    [InlineData("1000x")]
    public async Task Recording_IsSentWithItsNumbersGapsAndClocks(string rate)
    {
        using var folder = new TemporaryFolder();
        using var pool = new DiagnosticVolumePool();
        var headers = Headers().ToList();
        Write(folder.Path, pool, headers);
        using var receiver = new Receiver();
        var result = await Send(folder.Path, receiver.Endpoint, rate);

        Assert.True(result.Finished);
        var messages = await receiver.Messages;
        Assert.IsType<StartMessage>(messages[0].Message);
        var images = messages.Where(m => m.Message is ImageMessage).ToList();
        Assert.Equal(headers.Select(h => h.Seq), images.Select(m => m.Message.Seq));
        Assert.Equal(headers.Select(h => (h.T, h.C)), images.Select(m => (m.T, ((ImageMessage)m.Message).C)));
        var shift = Assert.Single(headers.Zip(images, (h, m) => m.ExposureEndNs - h.ExposureEndNs).Distinct());
        Assert.Equal(
            headers.Select(h => new RecordedStamps(h.ReceivedNs + shift, h.AssembledNs + shift)),
            images.Select(m => ((ImageMessage)m.Message).Recorded!.Value)
        );
        foreach (var (header, image) in headers.Zip(images))
            Assert.Equal(TestVolumes.Pixels(Shape, VoxelType.UInt16, 10 * header.T + header.C), Assert.Single(image.Pixels));
        var end = Assert.IsType<EndMessage>(messages[^1].Message);
        Assert.Equal((headers[^1].Seq + 1, headers[^1].T), (end.Seq, end.LastT!.Value));
        Assert.All(messages, m => Assert.Equal("run", m.Message.Series));
    }

    [Fact(Timeout = 120_000)]
    public async Task VolumesThatCameAsPlanes_GoAsPlanes_WithoutThoseThatWereMissing()
    {
        using var folder = new TemporaryFolder();
        using var pool = new DiagnosticVolumePool();
        var whole = TestVolumes.Header("run", 0, Shape) with { Seq = 2, CameAsPlanes = true, ExposureEndNs = Exposed };
        var torn = whole with { T = 1, Seq = 3, MissingPlanes = [0] };
        Write(folder.Path, pool, [whole, torn]);
        using var receiver = new Receiver();
        await Send(folder.Path, receiver.Endpoint, "max");

        var planes = (await receiver.Messages).Select(m => m.Message).OfType<PlaneMessage>().ToList();
        Assert.Equal([(0, 0, 1UL), (0, 1, 2UL), (1, 1, 3UL)], planes.Select(p => (p.T, p.Z, p.Seq)));
    }

    // Seq 0 was the start message; time point 3 was lost, with its number.
    private static IEnumerable<VolumeHeader> Headers()
    {
        var seq = 1UL;
        for (var t = 0; t < 6; t++)
        for (var c = 0; c < 2; c++, seq++)
            if (t != 3)
                yield return TestVolumes.Header("run", t, Shape) with
                {
                    C = c,
                    Seq = seq,
                    ExposureEndNs = Exposed + 1_000_000_000L * t + c,
                    ReceivedNs = Exposed + 1_000_000_000L * t + 40_000_000,
                    AssembledNs = Exposed + 1_000_000_000L * t + 50_000_000,
                };
    }

    private static void Write(string folder, VolumePool pool, IEnumerable<VolumeHeader> headers)
    {
        File.WriteAllText(Path.Combine(folder, "session.json"), """{"series":"run"}""");
        using var store = new VolumeStore(folder, ChunkCompression.Zstd, ChunkExtent.Volume);
        foreach (var header in headers)
        {
            using var volume = TestVolumes.Volume(pool, header, 10 * header.T + header.C);
            store.Append(volume);
        }
    }

    private static async Task<ReplayResult> Send(string folder, string endpoint, string rate)
    {
        using var source = (RecordingSource)VolumeSources.Open(folder);
        using var transmitter = new VolumeTransmitter(endpoint, bind: false, publishedInFlight: 4);
        using var pool = new DiagnosticVolumePool();
        var display = new Lines();
        var sender = new SeriesSender(source.Name, transmitter, new ReceiverWait(TimeProvider.System, display), false, default);
        return await new RecordingReplayer(source, sender, ReplayRate.Parse(rate), pool, TimeProvider.System, display).RunAsync(
            source.Name,
            TestContext.Current.CancellationToken
        );
    }
}
