namespace Cellect.Overlay.Settings;

/// <summary>How the image's part of the window is divided.</summary>
internal enum PanelLayout
{
    /// <summary>One large view with two small ones.</summary>
    Large,

    /// <summary>Three planes and the volume in 3D.</summary>
    Four,

    /// <summary>One view alone.</summary>
    One,
}
