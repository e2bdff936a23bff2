using System.Numerics;

namespace Cellect.Live.Overlay.Rendering;

/// <summary>What the user has chosen to look at.</summary>
internal readonly record struct ViewState
{
    /// <summary>Most that the view can be magnified.</summary>
    public const float MaxZoom = 64;

    public ViewState()
    {
    }

    /// <summary>Point (x, y, z) in the middle of the panels, µm; null for the middle of the volume.</summary>
    public Vector3? Centre { get; init; } = null;

    /// <summary>Magnification: 1 shows the whole volume.</summary>
    public float Zoom { get; init; } = 1;

    /// <summary>True while the help is shown.</summary>
    public bool Help { get; init; } = false;
}
