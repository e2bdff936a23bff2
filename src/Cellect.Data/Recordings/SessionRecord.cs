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
    private SeenScale? _scale;

    public SessionRecord(VolumeHeader header, bool masks, SessionInfo info, TimeProvider time)
    {
        _time = time;
        Session = new Session
        {
            Series = header.Series,
            StartedUtc = time.GetUtcNow(),
            Channel = header.C,
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
        if (frame.Scale.Differs(_scale))
            Session.Scales.Add(new SessionScale(frame.Header.T, frame.Scale.Slices, frame.Scale.Columns));
        _scale = frame.Scale;
        Session.Frames++;
        Session.FirstT ??= frame.Header.T;
        Session.LastT = frame.Header.T;
        Session.Parts[^1].FirstT ??= frame.Header.T;
        Session.Parts[^1].LastT = frame.Header.T;
        Session.Cells += frame.Cells.Count;
        Session.Divisions += frame.Divisions.Count;
        Session.Tracks = files.TrackCount;
        Session.CellsWithoutLabel = files.CellsWithoutLabel;
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
