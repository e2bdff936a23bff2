using System.Text.Json;
using System.Text.Json.Nodes;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Data.Recordings;

/// <summary>Keeps the figures of <c>session.json</c> while a series is recorded.</summary>
internal sealed class SessionRecord
{
    private const int LatencyFrames = 1 << 16;

    private readonly LatencyWindow _latency = new(LatencyFrames);
    private readonly TimeProvider _time;
    private readonly Dictionary<int, SeenScale> _scales = [];
    private readonly Dictionary<int, ScoreMeaning> _meanings = [];

    /// <param name="header">Of the first volume.</param>
    /// <param name="masks">Whether masks are written.</param>
    /// <param name="info">What is told of the program.</param>
    /// <param name="time">Clock.</param>
    /// <param name="populations">The populations, in the order of their masks; null: that of the volume alone.</param>
    public SessionRecord(
        VolumeHeader header,
        bool masks,
        SessionInfo info,
        TimeProvider time,
        IReadOnlyList<Population>? populations = null
    )
    {
        _time = time;
        // A source of one channel is tracked whatever its number.
        populations = populations switch
        {
            null => [Population.Unnamed(header.C, 0)],
            [var only] when only.Channel != header.C => [only with { Channel = header.C }],
            _ => populations,
        };
        Session = new Session
        {
            Series = header.Series,
            StartedUtc = time.GetUtcNow(),
            Channel = populations[0].Channel,
            Populations = populations,
            Shape = [header.Shape.Z, header.Shape.Y, header.Shape.X],
            Dtype = header.Type.WireName(),
            VoxelUm = [header.VoxelMicrometres.Z, header.VoxelMicrometres.Y, header.VoxelMicrometres.X],
            OriginUm = header.OriginMicrometres is var (z, y, x) ? [z, y, x] : null,
            Masks = masks,
            Options = info.Options.DeepClone(),
            Versions = info.Versions,
        };
        Session.Parts.Add(new SessionPart { StartedUtc = Session.StartedUtc });
    }

    public Session Session { get; }

    /// <summary>Goes on with what an earlier run of the service recorded.</summary>
    /// <param name="before">Its session file.</param>
    /// <param name="frames">Its frames, at least one.</param>
    /// <param name="tracksCarried">Tracks of it that can go on.</param>
    public void GoOnAfter(JsonObject before, IReadOnlyList<FrameRow> frames, int tracksCarried)
    {
        (Session.Frames, Session.FirstT, Session.LastT) = (frames.Count, frames[0].T, frames[^1].T);
        (Session.Cells, Session.Divisions) = (frames.Sum(f => (long)f.Cells), frames.Sum(f => (long)f.Divisions));
        Session.Parts.Clear();
        try
        {
            Recall(before, frames[^1].T);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or JsonException or NotSupportedException)
        {
            // A file that somebody has changed: what it told is forgotten.
        }

        Session.Parts.Add(new SessionPart { StartedUtc = _time.GetUtcNow(), TracksCarried = tracksCarried });
    }

    private void Recall(JsonObject before, int lastT)
    {
        Session.StartedUtc = (DateTimeOffset?)before["started_utc"] ?? Session.StartedUtc;
        Session.FramesLost = (long?)before["frames_lost"] ?? 0;
        foreach (var fault in before["faults"] as JsonArray ?? [])
            Session.Faults.Add((string?)fault ?? "");
        foreach (var part in before["parts"] as JsonArray ?? [])
            if (part.Deserialize<SessionPart>(SessionFile.Json) is { } earlier)
                Session.Parts.Add(earlier);
        if (Session.Parts.LastOrDefault() is { } last)
        {
            last.LastT = lastT;
            (last.Options, last.Versions) = (before["options"]?.DeepClone(), before["versions"]?.DeepClone());
        }
    }

    /// <summary>Counts a frame that has been recorded.</summary>
    public void Add(TrackedFrame frame, RecordingFiles files)
    {
        _latency.Add(frame.Stamps);
        var population = frame.Header.C;
        if (frame.Scale.Differs(_scales.GetValueOrDefault(population)))
            Session.Scales.Add(new SessionScale(frame.Header.T, frame.Scale.Slices, frame.Scale.Columns, population));
        _scales[population] = frame.Scale;
        if (frame.Meaning is { } meaning && meaning.Differs(_meanings.GetValueOrDefault(population)))
        {
            Session.Scores.Add(new SessionScores(frame.Header.T, meaning.LeastScore, meaning.Slope, meaning.Offset, population));
            _meanings[population] = meaning;
        }

        Session.Frames++;
        Session.FirstT ??= frame.Header.T;
        Session.LastT = frame.Header.T;
        Session.Parts[^1].FirstT ??= frame.Header.T;
        Session.Parts[^1].LastT = frame.Header.T;
        Session.Cells += frame.Cells.Count;
        Session.Divisions += frame.Divisions.Count;
        Session.Tracks = files.TrackCount;
        Session.CellsWithoutLabel = files.CellsWithoutLabel;
        Session.MasksWithoutVolume = files.MasksWithoutVolume;
    }

    /// <summary>Writes the file as things stand.</summary>
    public void Write(string directory)
    {
        Session.WrittenUtc = _time.GetUtcNow();
        for (var stage = 0; stage < LatencyWindow.Names.Count; stage++)
            if (_latency.Percentiles((LatencyStage)stage, 0.5, 0.95, 0.99) is [var p50, var p95, var p99])
                Session.LatencyMs[LatencyWindow.Names[stage]] = new SessionLatency(p50, p95, p99);
        SessionFile.Write(directory, Session);
    }
}
