using System.Numerics;
using Cellect.Overlay.Settings;

namespace Cellect.Overlay.Scenes;

/// <summary>What the user has chosen to look at.</summary>
internal readonly record struct ViewState
{
    /// <summary>Most that the view can be magnified.</summary>
    public const float MaxZoom = 64;

    /// <summary>Below 1 lifts dim nuclei without bleaching the bright ones.</summary>
    public const float UsualGamma = 0.8f;

    public ViewState() { }

    /// <summary>How the volume is seen.</summary>
    public ViewMode Mode { get; init; } = ViewMode.Projections;

    /// <summary>Which panels there are.</summary>
    public PanelLayout Layout { get; init; } = PanelLayout.Large;

    /// <summary>Point (x, y, z) in the middle of the panels, µm; null for the middle of the volume.</summary>
    public Vector3? Centre { get; init; } = null;

    /// <summary>Magnification: 1 shows the whole volume.</summary>
    public float Zoom { get; init; } = 1;

    /// <summary>Point (x, y, z) in which the three slices cross, µm; null for the middle of the volume.</summary>
    public Vector3? Cut { get; init; } = null;

    /// <summary>From the screen's axes (right, down, into the screen) to the volume's, in 3D.</summary>
    public Quaternion Orientation { get; init; } = UsualOrientation;

    /// <summary>What the colours of cells mean.</summary>
    public ColourBy? Colour { get; init; }

    /// <summary>How each channel is shown.</summary>
    public ChannelLooks Looks { get; init; } = default;

    /// <summary>Exponent of the grey values.</summary>
    public float Gamma { get; init; } = UsualGamma;

    /// <summary>The track whose facts are shown; 0: none.</summary>
    public int Selected { get; init; } = 0;

    /// <summary>True while cells, tails and divisions are drawn.</summary>
    public bool Marks { get; init; } = true;

    /// <summary>True while every cell has its track id beside it.</summary>
    public bool Labels { get; init; } = false;

    /// <summary>True while plots, facts and events are shown at the right.</summary>
    public bool SidePanel { get; init; } = true;

    /// <summary>Which cells are drawn.</summary>
    public CellFilter Filter { get; init; } = default;

    /// <summary>How they are drawn.</summary>
    public MarkLook Look { get; init; } = MarkLook.Usual;

    /// <summary>How the list of divisions is seen.</summary>
    public DivisionList Divisions { get; init; } = default;

    /// <summary>The division that is looked at, by its mother; 0: none.</summary>
    public int Division { get; init; } = 0;

    /// <summary>What the drawer at the left shows.</summary>
    public Drawer Drawer { get; init; } = Drawer.None;

    /// <summary>How far the drawer is scrolled, pixels before scaling.</summary>
    public float DrawerScroll { get; init; } = 0;

    /// <summary>True while there is a bar of tools: in a window, not in pictures.</summary>
    public bool Tools { get; init; } = false;

    /// <summary>True in the modes that show the volume from any side.</summary>
    public bool Is3D => Mode is ViewMode.Maximum3D or ViewMode.Alpha3D;

    /// <summary>From above and a little from the side: the depth is seen, and x still runs to the right.</summary>
    public static Quaternion UsualOrientation { get; } =
        Quaternion.CreateFromAxisAngle(Vector3.UnitX, 0.85f) * Quaternion.CreateFromAxisAngle(Vector3.UnitY, 0.35f);
}
