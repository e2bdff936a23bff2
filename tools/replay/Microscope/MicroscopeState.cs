using Cellect.Data.Volumes;

namespace Cellect.Replay.Microscope;

/// <summary>Settings of the simulated microscope at one moment. Positions and extents in micrometres, z, y, x.</summary>
internal sealed record MicroscopeState
{
    /// <summary>Power at which volumes are as bright as the source shows them.</summary>
    public const double UsualPowerPercent = 20;

    /// <summary>Exposure at which they are.</summary>
    public const double UsualExposureMilliseconds = 20;

    public required double IntervalSeconds { get; init; }

    public double PowerPercent { get; init; } = UsualPowerPercent;

    public double ExposureMilliseconds { get; init; } = UsualExposureMilliseconds;

    /// <summary>What is in the centre of the picture.</summary>
    public required double[] StageMicrometres { get; init; }

    /// <summary>Lowest corner of the box that is scanned; the rest of the picture stays dark.</summary>
    public required double[] RegionOriginMicrometres { get; init; }

    public required double[] RegionSizeMicrometres { get; init; }

    public IReadOnlyDictionary<string, string> Extras { get; init; } = new Dictionary<string, string>();

    /// <summary>Looks at the middle of a source, all of it.</summary>
    public static MicroscopeState Initial(VolumeShape shape, VoxelSize voxel, TimeSpan interval)
    {
        double[] size = [shape.Z * voxel.Z, shape.Y * voxel.Y, shape.X * voxel.X];
        return new MicroscopeState
        {
            IntervalSeconds = interval.TotalSeconds,
            StageMicrometres = [(size[0] - voxel.Z) / 2, (size[1] - voxel.Y) / 2, (size[2] - voxel.X) / 2],
            RegionOriginMicrometres = [0, 0, 0],
            RegionSizeMicrometres = size,
        };
    }
}
