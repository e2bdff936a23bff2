using Cellect.Data.Volumes;

namespace Cellect.Data.Tracks;

/// <summary>What the pipeline knows of one time point of one population when it is done with it; immutable, shared by all
/// sinks.</summary>
internal sealed record TrackedFrame
{
    /// <summary>The volume's header: series, seq, t, the channel that says which population, shape, voxel size.</summary>
    public required VolumeHeader Header { get; init; }

    /// <summary>Time points since the frame before: 1, or more after a gap; 0 for the first frame of a series.</summary>
    public required int TimeStep { get; init; }

    /// <summary>True when volumes are missing between this frame and the one before.</summary>
    public bool AfterGap => TimeStep > 1;

    /// <summary>When each stage was passed.</summary>
    public required LatencyStamps Stamps { get; init; }

    /// <summary>The scale at which the network saw the volume.</summary>
    public SeenScale Scale { get; init; } = SeenScale.Source;

    /// <summary>What scores mean in the series by now; null: it does not settle in.</summary>
    public ScoreMeaning? Meaning { get; init; }

    /// <summary>The stamps that rules go by: of a replayed recording those of the session, else <see cref="Stamps"/>.</summary>
    public LatencyStamps RuleStamps =>
        Header.Recorded is { } recorded ? Stamps with { ReceivedNs = recorded.ReceivedNs, LinkedNs = recorded.LinkedNs } : Stamps;

    /// <summary>Every cell of the frame, in the order of detection.</summary>
    public required IReadOnlyList<TrackedCell> Cells { get; init; }

    /// <summary>How many of the cells are of which population, in their order, where <see cref="JoinedFrames"/> has put several together;
    /// empty: all are of the header's.</summary>
    public IReadOnlyList<(int Population, int Cells)> Parts { get; init; } = [];

    /// <summary>The population of a cell.</summary>
    /// <param name="cell">Its index.</param>
    public int PopulationOf(int cell)
    {
        foreach (var (population, cells) in Parts)
            if ((cell -= cells) < 0)
                return population;
        return Header.C;
    }

    /// <summary>The divisions whose daughters are first seen here.</summary>
    public required IReadOnlyList<Division> Divisions { get; init; }

    /// <summary>What has become of divisions that were told earlier as likely, known with this frame.</summary>
    public IReadOnlyList<DivisionOutcome> Outcomes { get; init; } = [];

    /// <summary>Tracks that turned out to be unstable with this frame.</summary>
    public IReadOnlyList<UnstableMark> Unstable { get; init; } = [];

    /// <summary>Gives what the model carries from this frame to the next, for a process that goes on after a crash; costs time, any
    /// thread. Null: the model cannot go on in another process.</summary>
    public Func<byte[]>? State { get; init; }

    /// <summary>Foreground for the coarse masks; null when the detector gives none.</summary>
    public ForegroundMap? Foreground { get; init; }
}
