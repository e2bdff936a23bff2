using System.Text.Json.Nodes;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Live.Record;
using Cellect.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Live.Tests.Record;

/// <summary>Drives a recorder as the pipeline does.</summary>
internal static class RecorderHarness
{
    public static SessionInfo Info { get; } =
        new(new JsonObject { ["Record"] = new JsonObject { ["Masks"] = true } }, new Dictionary<string, string> { ["cellect"] = "0.1.0" });

    public static Recorder Create(
        string directory,
        TimeProvider? time = null,
        bool masks = true,
        int minimumFreeMegabytes = 0,
        Continuation? continuation = null,
        SeriesFolders? folders = null,
        IReadOnlyList<Population>? populations = null,
        SessionInfo? info = null
    ) =>
        new(
            new RecordOptions
            {
                Directory = directory,
                Masks = masks,
                MinimumFreeMegabytes = minimumFreeMegabytes,
            },
            time ?? new FakeTimeProvider(),
            info ?? Info,
            () => new Dictionary<string, long> { ["processed"] = 1 },
            NullLogger<Recorder>.Instance
        )
        {
            Folders = continuation is null ? folders : new SeriesFolders(directory, continuation),
            Continuation = continuation,
            Populations = populations,
            KeepsState = continuation is not null,
        };

    /// <summary>Records a whole series.</summary>
    /// <returns>The folder of the recording.</returns>
    public static async Task<string> RecordAsync(string directory, IReadOnlyList<TrackedFrame> frames, bool masks = true)
    {
        await using var recorder = Create(directory, masks: masks);
        await BeginAsync(recorder, frames[0].Header);
        foreach (var frame in frames)
            await WriteAsync(recorder, frame);
        await EndAsync(recorder, frames);
        return recorder.Folder!;
    }

    public static async Task BeginAsync(Recorder recorder, VolumeHeader header) => await recorder.BeginSeriesAsync(header, default);

    public static async Task EndAsync(Recorder recorder, IReadOnlyList<TrackedFrame> frames) =>
        await recorder.EndSeriesAsync(Summary(frames), default);

    public static async Task WriteAsync(Recorder recorder, TrackedFrame frame)
    {
        using var volume = FakeSeries.Pool.Rent(frame.Header);
        await recorder.WriteAsync(frame, volume, default);
    }

    private static SeriesSummary Summary(IReadOnlyList<TrackedFrame> frames)
    {
        var expected = frames[^1].Header.T + 1;
        var ledger = new Dictionary<string, long> { ["processed"] = frames.Count, ["missing"] = expected - frames.Count };
        return new SeriesSummary(frames[0].Header.Series, "end", ledger, expected);
    }

    public static JsonNode Session(string folder) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "session.json")))!;

    /// <summary>The recording holds these frames, all of them and no other.</summary>
    public static void AssertHolds(string folder, IReadOnlyList<TrackedFrame> frames)
    {
        var reader = new RecordingReader(folder);
        Assert.Equal(frames.Select(frame => frame.Header.T), reader.Frames.Select(row => row.T));
        Assert.Equal(frames.Select(frame => frame.Divisions.Count), reader.Frames.Select(row => row.Divisions));
        Assert.Equal(frames.Select(frame => frame.Stamps), reader.Frames.Select(row => row.Stamps));
        Assert.Equal(frames.SelectMany(frame => frame.Cells), reader.Read().SelectMany(frame => frame.Cells));
        Assert.Equal(reader.LastT + 1, reader.Ledger().Values.Sum());
    }
}
