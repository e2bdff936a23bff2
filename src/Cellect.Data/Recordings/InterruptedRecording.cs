using System.Text.Json.Nodes;
using Cellect.Data.Volumes;

namespace Cellect.Data.Recordings;

/// <summary>A recording that a crash cut short, put in order since: where its series may go on.</summary>
internal sealed class InterruptedRecording
{
    private const double VoxelTolerance = 1e-3;

    // A sender that does not count time points is taken for the same as before within this time, or within three of its volumes.
    private static readonly TimeSpan SameSender = TimeSpan.FromMinutes(1);
    private const int PacedFrames = 20;
    private const int MostMissed = 3;

    private readonly JsonObject _session;

    private InterruptedRecording(
        string folder,
        JsonObject session,
        RecordingReader recording,
        IReadOnlyList<InterruptedPopulation> populations
    )
    {
        (Folder, _session, Frames, Populations) = (folder, session, recording.Frames, populations);
        Series = (string)session["series"]!;
        Shape = session["shape"]!.AsArray() is [var z, var y, var x] ? new VolumeShape((int)z!, (int)y!, (int)x!) : default;
        Dtype = (string)session["dtype"]!;
        Voxel = session["voxel_um"]!.AsArray() is [var dz, var dy, var dx] ? new VoxelSize((double)dz!, (double)dy!, (double)dx!) : default;
    }

    /// <summary>Its folder.</summary>
    public string Folder { get; }

    /// <summary>Name of the series.</summary>
    public string Series { get; }

    /// <summary>The populations that were tracked, at least one.</summary>
    public IReadOnlyList<InterruptedPopulation> Populations { get; }

    /// <summary>Their channels.</summary>
    public IEnumerable<int> Channels => Populations.Select(population => population.Channel);

    /// <summary>Extent in voxels.</summary>
    public VolumeShape Shape { get; }

    /// <summary>How a voxel is stored, as on the wire.</summary>
    public string Dtype { get; }

    /// <summary>Extent of a voxel, µm.</summary>
    public VoxelSize Voxel { get; }

    /// <summary>Frames recorded whole; at least one.</summary>
    public IReadOnlyList<FrameRow> Frames { get; }

    /// <summary>Last time point recorded.</summary>
    public int LastT => Frames[^1].T;

    /// <summary>Highest track id in use.</summary>
    public int LastTrack => Populations.Max(population => population.LastTrack);

    /// <summary>How many of its tracks the model can go on with; set by who resumes it.</summary>
    public int TracksCarried { get; set; }

    /// <summary>The newest recording of a folder, where it is not complete and holds frames; else null.</summary>
    /// <param name="directory">Where recordings are put (Record:Directory).</param>
    /// <param name="modelHash">Which model goes on, as in <c>versions</c> of the session file.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static InterruptedRecording? Newest(string directory, string? modelHash) =>
        RecordingFolder
            .Recordings(directory)
            .Select(folder => (Folder: folder, Session: SessionFile.Read(folder)))
            .Where(found => found.Session is not null)
            .OrderByDescending(found => SessionFile.Written(found.Session!), StringComparer.Ordinal)
            .Take(1)
            .Where(found => !SessionFile.Flag(found.Session!, "complete"))
            .Select(found => Read(found.Folder, found.Session!, modelHash))
            .FirstOrDefault();

    /// <summary>Whether a volume belongs to the series, after what is recorded.</summary>
    public bool GoesOnWith(VolumeHeader header) => Difference(header) is null;

    /// <summary>Why a volume is not of the series, for people; null: it is.</summary>
    public string? Difference(VolumeHeader header)
    {
        if (header.Series != Series)
            return "it has another name";
        var own = Populations.FirstOrDefault(population => population.Channel == header.C);
        if (own is null)
            return header.T >= LastT ? null : $"it begins with time point {header.T}, {LastT} is recorded";
        if (header.T <= own.LastT)
            return $"it begins with time point {header.T}, {LastT} is recorded";
        if (header.Shape != Shape || header.Type.WireName() != Dtype)
            return $"its volumes are {header.Shape} {header.Type.WireName()}, not {Shape} {Dtype}";
        return IsSame(header.VoxelMicrometres) ? null : $"its voxels are {header.VoxelMicrometres} µm, not {Voxel}";
    }

    /// <summary>
    /// The time point at which a sender that neither names its series nor counts goes on now: reckoned by the clock, from the pace of the
    /// last frames. Null: it has been silent too long to be the same.
    /// </summary>
    /// <param name="nowNs">UTC nanoseconds.</param>
    public int? NextT(long nowNs)
    {
        var last = Frames[^1];
        var first = Frames[Math.Max(0, Frames.Count - PacedFrames)];
        var silent = nowNs - last.Stamps.ReceivedNs;
        var pace = last.T > first.T ? (last.Stamps.ReceivedNs - first.Stamps.ReceivedNs) / (last.T - first.T) : 0;
        if (silent < 0 || silent > Math.Max((long)SameSender.TotalNanoseconds, MostMissed * pace))
            return null;
        return last.T + (int)Math.Max(1, pace > 0 ? Math.Round(silent / (double)pace) : 1);
    }

    private bool IsSame(VoxelSize other) =>
        Math.Abs(other.Z / Voxel.Z - 1) < VoxelTolerance
        && Math.Abs(other.Y / Voxel.Y - 1) < VoxelTolerance
        && Math.Abs(other.X / Voxel.X - 1) < VoxelTolerance;

    private static InterruptedRecording? Read(string folder, JsonObject session, string? modelHash)
    {
        using var mine = RecordingLock.Take(folder);
        var recording = new RecordingReader(folder);
        if (recording.Frames.Count == 0)
            return null;
        // Rows of another layout would follow those that are there.
        if (File.ReadLines(Path.Combine(folder, TrackTable.FileName)).FirstOrDefault() != TrackTable.Header)
            return null;
        try
        {
            var sameModel = (string?)session["versions"]?["model_sha256"] == modelHash;
            return new InterruptedRecording(folder, session, recording, InterruptedPopulation.Read(folder, recording, sameModel));
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or NullReferenceException or ArgumentNullException)
        {
            throw new InvalidDataException($"{Path.Combine(folder, SessionFile.FileName)} is not a session of Cellect", e);
        }
    }
}
