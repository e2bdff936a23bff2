using Cellect.Data.Volumes;

namespace Cellect.Stream.Simulation.Spleen;

/// <summary>A spleen in an infection: bacteria, the neutrophils that hunt them and resting macrophages, each in a channel of its own
/// (<c>sim:spleen</c>).</summary>
/// <remarks>Lengths in voxels of x, times in frames. Radii differ by nearly ten between bacteria and macrophages.</remarks>
public sealed record SpleenScene
{
    /// <summary>Channel of the neutrophils.</summary>
    public const int NeutrophilChannel = 0;

    /// <summary>Channel of the macrophages.</summary>
    public const int MacrophageChannel = 1;

    /// <summary>Channel of the bacteria.</summary>
    public const int BacteriumChannel = 2;

    /// <summary>Number of channels.</summary>
    public const int Channels = 3;

    // So that bacteria at the border of the volume are seen whole and the largest cell has room to go round.
    internal const double LargestRadius = 16;

    /// <summary>What the three channels have in common: extent, frames, light. What it says of cells is not used.</summary>
    public SceneParameters Common { get; init; } =
        new()
        {
            Name = "spleen",
            Shape = new VolumeShape(28, 192, 192),
            Frames = 100,
            Anisotropy = 2,
            ColumnMicrometres = 0.5,
            IntervalSeconds = 10,
            CycleFrames = 0,
            PsfLateralVoxels = 0.8,
            PsfAxialSlices = 0.7,
            HazeFraction = 0.05,
            BackgroundBrightness = 0.06,
            PeakPhotons = 120,
            BleachingPerFrame = 0.0005,
        };

    /// <summary>Number of neutrophils.</summary>
    public int Neutrophils { get; init; } = 10;

    /// <summary>Number of macrophages.</summary>
    public int Macrophages { get; init; } = 6;

    /// <summary>Number of bacteria.</summary>
    public int Bacteria { get; init; } = 40;

    /// <summary>Mean radius of a neutrophil, macrophage, bacterium.</summary>
    internal static double RadiusOf(int channel) =>
        channel switch
        {
            NeutrophilChannel => 9,
            MacrophageChannel => 13.5,
            _ => 2,
        };

    /// <summary>How one channel is drawn.</summary>
    internal SceneParameters Look(int channel) =>
        Common with
        {
            Name = "spleen-" + channel,
            Channels = 1,
            RadiusVoxels = RadiusOf(channel),
            Elongation = 1.1,
            Irregularity = channel == BacteriumChannel ? 0 : 0.06,
            TextureStrength = channel == BacteriumChannel ? 0.05 : 0.2,
            Nucleoli = 0,
            BrightnessSpread = 0.15,
        };

    /// <summary>What one channel is called.</summary>
    internal static string NameOf(int channel) =>
        channel switch
        {
            NeutrophilChannel => "neutrophils",
            MacrophageChannel => "macrophages",
            _ => "bacteria",
        };
}
