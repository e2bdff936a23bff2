using Cellect.Data.Volumes;

namespace Cellect.Stream.Simulation;

public sealed partial record SceneParameters
{
    /// <summary>How far tissue sways to and fro, radii; above 0 nothing else moves, and no cell divides.</summary>
    public double SwayRadii { get; init; }

    /// <summary>Time in which it has swayed to and fro, frames.</summary>
    public double SwayFrames { get; init; } = 80;

    /// <summary>How often an ensemble of neurons fires in a frame; 0: cells do not flash.</summary>
    public double SpikesPerFrame { get; init; }

    /// <summary>What a spike adds to the brightness of a cell, over that at rest.</summary>
    public double SpikeBrightness { get; init; } = 0.8;

    /// <summary>Frames after which a third of it (1/e) is left.</summary>
    public double SpikeDecayFrames { get; init; } = 5;

    /// <summary>Share of the neurons that lose their label in the course of the series.</summary>
    public double FadingShare { get; init; }

    /// <summary>Share of the cells that bear a second label as well, which alone is seen in channel 1; 0: channel 1 is what
    /// <see cref="Channels"/> says.</summary>
    public double RedShare { get; init; }

    /// <summary>Neurons of a moving animal with a calcium indicator in their nuclei: they flash, the brain sways by several radii, and
    /// some lose their label.</summary>
    public static SceneParameters Neurons { get; } =
        new()
        {
            Name = "neurons",
            Shape = new VolumeShape(20, 144, 144),
            Frames = 300,
            Anisotropy = 3,
            Arrangement = Arrangement.Ellipsoid,
            EllipsoidFill = 0.72,
            Cells = 90,
            MaxCells = 90,
            RadiusVoxels = 5,
            BrightnessSpread = 0.2,
            Nucleoli = 0.5,
            CycleFrames = 0,
            DeathsPerFrame = 0,
            SpeedRadii = 0,
            PsfLateralVoxels = 1,
            BleachingPerFrame = 0.0003,
            PeakPhotons = 120,
            IntervalSeconds = 0.5,
            SwayRadii = 3,
            SpikesPerFrame = 0.03,
            FadingShare = 0.1,
        };

    /// <summary>Motile T cells that do not divide, all green; one in five is red as well, in channel 1.</summary>
    public static SceneParameters Tcells { get; } =
        LymphNode with
        {
            Name = "tcells",
            Shape = new VolumeShape(20, 176, 176),
            Frames = 60,
            Cells = 260,
            CycleFrames = 0,
            DeathsPerFrame = 0,
            SpeedRadii = 0.35,
            PeakPhotons = 90,
            Channels = 2,
            RedShare = 0.2,
        };
}
