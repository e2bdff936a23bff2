using Cellect.Data.Pixels;
using Cellect.Data.Volumes;

namespace Cellect.Replay;

/// <summary>What the command line asks for.</summary>
internal sealed class ReplayOptions
{
    public required string Source { get; init; }

    public required string Endpoint { get; init; }

    /// <summary>True: publish from this end to subscribers. False: push to a receiver that listens.</summary>
    public bool Bind { get; init; }

    /// <summary>True: the files are still being written, and are sent as they are completed.</summary>
    public bool Follow { get; init; }

    public ReplayRate Rate { get; init; } = ReplayRate.Original;

    public VoxelSize? VoxelMicrometres { get; init; }

    /// <summary>Name of the series; null makes one of the source's name and the time.</summary>
    public string? Series { get; init; }

    /// <summary>One message a slice instead of one a volume.</summary>
    public bool Planes { get; init; }

    public Compression Compression { get; init; }

    /// <summary>Where the truth of a simulated specimen goes; null: nowhere.</summary>
    public string? TruthPath { get; init; }

    /// <summary>Where a simulated microscope answers; null: nobody does.</summary>
    public string? MicroscopeEndpoint { get; init; }

    /// <summary>Share of the messages that are lost on purpose.</summary>
    public double LostShare { get; init; }

    /// <summary>Share of its answers that are lost, sent twice, late or malformed.</summary>
    public double AnswerFaults { get; init; }
}
