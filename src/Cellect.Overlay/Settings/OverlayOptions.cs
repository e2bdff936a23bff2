using System.ComponentModel.DataAnnotations;

namespace Cellect.Overlay.Settings;

/// <summary>The section <c>Overlay</c> of the settings.</summary>
internal sealed class OverlayOptions
{
    /// <summary>Default of <see cref="WidthPixels"/>.</summary>
    public const int UsualWidth = 1280;

    /// <summary>Default of <see cref="HeightPixels"/>.</summary>
    public const int UsualHeight = 800;

    /// <summary>Where the overlay is drawn.</summary>
    /// <value>Auto, Window, Offscreen or Off; default Auto.</value>
    [EnumDataType(typeof(OverlayMode))]
    public OverlayMode Mode { get; init; } = OverlayMode.Auto;

    /// <summary>Width of the window at its start, and of every picture.</summary>
    /// <value>320 to 7680 pixels; default 1280.</value>
    [Range(320, 7680)]
    public int WidthPixels { get; init; } = UsualWidth;

    /// <summary>Height of the window at its start, and of every picture.</summary>
    /// <value>240 to 4320 pixels; default 800.</value>
    [Range(240, 4320)]
    public int HeightPixels { get; init; } = UsualHeight;

    /// <summary>How often the window is drawn at most.</summary>
    /// <value>1 to 240 frames a second; default 20.</value>
    [Range(1, 240)]
    public int MaxFramesPerSecond { get; init; } = 20;

    /// <summary>Length of the tails, time points. 0 draws none.</summary>
    /// <value>0 to 200; default 10.</value>
    [Range(0, 200)]
    public int TailFrames { get; init; } = 10;

    /// <summary>How long a division stays marked, time points.</summary>
    /// <value>1 to 100; default 5.</value>
    [Range(1, 100)]
    public int DivisionMarkFrames { get; init; } = 5;

    /// <summary>Share of the pixels of the xy projection that are shown black.</summary>
    /// <value>0 to 50 percent; default 5.</value>
    [Range(0.0, 50.0)]
    public double DarkPercent { get; init; } = 5;

    /// <summary>Share of the pixels of the xy projection that are shown white.</summary>
    /// <value>0 to 50 percent; default 0.1.</value>
    [Range(0.0, 50.0)]
    public double BrightPercent { get; init; } = 0.1;

    /// <summary>Folder for pictures and screenshots; made when the first one is written.</summary>
    /// <value>Default <c>results/overlay</c>, relative to the working directory.</value>
    [Required]
    public string PictureFolder { get; init; } = Path.Combine("results", "overlay");

    /// <summary>Without a window, time points from one picture to the next; the last time point gets one in any case.</summary>
    /// <value>1 to 1,000,000; default 1.</value>
    [Range(1, 1_000_000)]
    public int PictureEveryFrames { get; init; } = 1;

    /// <summary>How the volume is seen at the start, and in pictures.</summary>
    /// <value>Projections, Slices, Maximum3D or Alpha3D; default Projections.</value>
    [EnumDataType(typeof(ViewMode))]
    public ViewMode View { get; init; } = ViewMode.Projections;

    /// <summary>What colours of cells mean at the start, and in pictures.</summary>
    /// <value>Track, Lineage, Speed, Score, Division or Population; default none: Population where several channels are tracked, else
    /// Track.</value>
    [EnumDataType(typeof(ColourBy))]
    public ColourBy? Colour { get; init; }

    /// <summary>Voxels of an image at most, millions, for each channel; larger volumes are shown reduced.</summary>
    /// <value>1 to 512; default 4. Two bytes each, for every time point of the timeline.</value>
    [Range(1, 512)]
    public int TextureMegavoxels { get; init; } = 4;

    /// <summary>Time points that the timeline keeps at most.</summary>
    /// <value>1 to 10,000; default 100.</value>
    [Range(1, 10_000)]
    public int TimelineFrames { get; init; } = 100;

    /// <summary>Memory that the timeline takes at most, megabytes; older time points go first.</summary>
    /// <value>16 to 65,536; default 512.</value>
    [Range(16, 65_536)]
    public int TimelineMegabytes { get; init; } = 512;

    /// <summary>File of the regions of interest, relative to the working directory; made when the first one is drawn.</summary>
    /// <value>Default <c>regions.json</c>, the file that triggers read unless told otherwise.</value>
    [Required]
    public string RegionsFile { get; init; } = "regions.json";

    /// <summary>File in which the window keeps its place, its layout and how marks are drawn.</summary>
    /// <value>Default empty: <c>cellect/window.json</c> in the user's own settings folder.</value>
    public string ViewFile { get; init; } = "";
}
