using Cellect.Analysis.Graphs;
using Cellect.Data.Exchange;
using Cellect.Data.Exchange.Formats;
using Cellect.Data.Recordings;
using Cellect.Data.TiffFiles;
using Cellect.Data.Volumes;
using Cellect.Data.Zarr;
using Cellect.Live.Publish;
using Cellect.Live.Record;
using Cellect.Live.Tests.Record;
using Cellect.Model.Networks;
using Cellect.Model.Tracks;
using Cellect.Stream;
using Cellect.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using TorchSharp;

namespace Cellect.Live.Tests.Fuzz;

/// <summary>Every reader of files, and the reader of control requests, on damaged input. docs/contributing.md has the command for an
/// hour of it.</summary>
public class ReaderFuzzTests
{
    // What a source claims to be is only read where it is small: a large volume is memory that somebody has asked for.
    private const long MostVoxels = 1 << 22;
    private const int MostFrames = 8;

    [Fact]
    public void Tiff_Damaged_IsReadOrRefused()
    {
        using var folder = new TemporaryFolder();
        var voxels = new ushort[3 * 8 * 9];
        TiffVolumeWriter.Write<ushort>(
            folder["t000.tif"],
            voxels,
            new VolumeShape(3, 8, 9),
            new VoxelSize(2, 1, 1),
            TiffCompression.Deflate
        );
        TiffVolumeWriter.Write<ushort>(folder["t001.tif"], voxels, new VolumeShape(3, 8, 9), new VoxelSize(2, 1, 1), TiffCompression.None);
        FileFuzz.Run("tiff", folder.Path, ReadSource);
    }

    [Theory]
    [InlineData("ome.tif")]
    [InlineData("imagej_be.tif")]
    public void Stack_Damaged_IsReadOrRefused(string fixture)
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Repository.Root, "tests", "Stream.Tests", "Sources", "Fixtures", fixture), folder["stack.tif"]);
        FileFuzz.Run(Path.GetFileNameWithoutExtension(fixture), folder.Path, at => ReadSource(Path.Combine(at, "stack.tif")));
    }

    [Theory]
    [InlineData(nameof(ChunkCompression.None))]
    [InlineData(nameof(ChunkCompression.Zlib))]
    [InlineData(nameof(ChunkCompression.Zstd))]
    public void RecordedVolumes_Damaged_AreReadOrRefused(string compression)
    {
        using var folder = new TemporaryFolder();
        RecordVolumes(folder.Path, Enum.Parse<ChunkCompression>(compression));
        FileFuzz.Run($"volumes-{compression}".ToLowerInvariant(), folder.Path, ReadSource);
        FileFuzz.Run($"zarr-{compression}".ToLowerInvariant(), folder.Path, at => ReadSource(Path.Combine(at, VolumeStore.ImageName)));
    }

    [Fact]
    public async Task Recording_Damaged_IsReadAndRepairedOrRefused()
    {
        using var folder = new TemporaryFolder();
        await using (var recorder = RecorderHarness.Create(folder.Path, TimeProvider.System, continuation: new Continuation(null)))
        {
            var frames = FakeSeries.Frames(3, 6).Select(frame => frame with { State = () => [1, 2, 3] }).ToList();
            await RecorderHarness.BeginAsync(recorder, frames[0].Header);
            foreach (var frame in frames)
                await RecorderHarness.WriteAsync(recorder, frame);
        }

        FileFuzz.Run("recording", folder.Path, ReadRecording);
    }

    [Fact]
    public void Tables_Damaged_AreReadOrRefused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["nodes.csv"], "t,z,y,x,id,parent\n0,1,2,3,1,-1\n1,1,2.5,3,2,1\n1,1,1.5,3,3,1\n");
        FileFuzz.Run("csv", folder.Path, at => PointTable.ReadGraph(Path.Combine(at, "nodes.csv")));
    }

    [Theory]
    [InlineData("geff")]
    [InlineData("trackmate")]
    [InlineData("ctc")]
    [InlineData("csv")]
    public void Tracks_Damaged_AreReadOrRefused(string format)
    {
        using var folder = new TemporaryFolder();
        var rows = FakeSeries.Frames(5, 6).SelectMany(frame => frame.Cells.Select(cell => new TrackRow(frame.Header.T, cell)));
        var tracks = new TrackSet("run", new VoxelSize(2, 1, 1), [.. rows]);
        TrackFormats.Write(tracks, TrackFormats.Parse(format), folder["sound", "tracks" + (format == "trackmate" ? ".xml" : "")]);
        FileFuzz.Run("tracks-" + format, folder["sound"], at =>
            TrackFormats.Read(Path.Combine(at, "tracks" + (format == "trackmate" ? ".xml" : "")))
        );
    }

    [Fact]
    public void Weights_Damaged_AreReadOrRefused()
    {
        using var folder = new TemporaryFolder();
        using (var tensor = torch.zeros(2, 3))
            Safetensors.Write(
                folder["m.safetensors"],
                new Dictionary<string, torch.Tensor> { ["a"] = tensor, ["b"] = tensor },
                new Dictionary<string, string> { ["network"] = "live" }
            );
        FileFuzz.Run("safetensors", folder.Path, at =>
        {
            foreach (var tensor in Safetensors.Read(Path.Combine(at, "m.safetensors")).Tensors.Values)
                tensor.Dispose();
        });
    }

    [Fact]
    public void ControlRequests_Damaged_AreReadOrRefused()
    {
        using var folder = new TemporaryFolder();
        // {v: 1, type: "snapshot", more: [1, 2]}
        File.WriteAllBytes(
            folder["request"],
            [0x83, 0xa1, 0x76, 1, 0xa4, .. "type"u8, 0xa8, .. "snapshot"u8, 0xa4, .. "more"u8, 0x92, 1, 2]
        );
        FileFuzz.Run("request", folder.Path, at =>
        {
            if (ControlRequest.Read(File.ReadAllBytes(Path.Combine(at, "request")), out _, out _) is { } refusal)
                throw new InvalidDataException(refusal);
        });
    }

    private static void ReadSource(string path)
    {
        using var source = VolumeSources.Open(path, new VoxelSize(2, 0.5, 0.5));
        if (source.Shape.Voxels > MostVoxels)
            return;
        foreach (var volume in source.Read("fuzz", new VolumePool(), CancellationToken.None).Take(MostFrames))
            volume.Dispose();
    }

    private static void ReadRecording(string folder)
    {
        foreach (var frame in new RecordingReader(folder).Read())
            _ = frame.Cells.Count;
        _ = VolumeTable.Read(folder, "");
        // What the next start of the service does; it tells trouble to the log and goes on.
        var interrupted = RecordingRecovery.Newest(folder, RecorderHarness.Info, [0], TimeProvider.System, NullLogger<Recorder>.Instance);
        foreach (var population in interrupted?.Populations ?? [])
            if (population.State is { } state)
                _ = TrackingState.Read(state);
        _ = interrupted?.NextT(0);
        using var files = new RecordingFiles(folder, 0.5, masks: true, [0], state: true);
    }

    private static void RecordVolumes(string folder, ChunkCompression compression)
    {
        using var store = new VolumeStore(folder, compression, ChunkExtent.Volume);
        for (var t = 0; t < 3; t++)
        {
            var header = FakeSeries.Header(t: t, shape: new VolumeShape(2, 5, 6));
            using var volume = FakeSeries.Pool.Rent(header);
            volume.Bytes.Fill((byte)t);
            store.Append(volume);
        }
    }
}
