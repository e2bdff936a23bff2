namespace Cellect.Overlay.Settings;

/// <summary>How a volume is seen.</summary>
internal enum ViewMode
{
    /// <summary>Maximum projections along the three axes.</summary>
    Projections,

    /// <summary>Three slices through one point.</summary>
    Slices,

    /// <summary>From any side, the brightest voxel of each ray.</summary>
    Maximum3D,

    /// <summary>From any side, as glowing matter that hides what lies behind it.</summary>
    Alpha3D,
}
