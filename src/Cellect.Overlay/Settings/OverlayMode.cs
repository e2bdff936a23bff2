namespace Cellect.Overlay.Settings;

/// <summary>Where the overlay is drawn.</summary>
internal enum OverlayMode
{
    /// <summary>A window where there is a display, else pictures where EGL works, else nothing.</summary>
    Auto,

    /// <summary>A window, or nothing.</summary>
    Window,

    /// <summary>PNG pictures in a folder, drawn without a display.</summary>
    Offscreen,

    /// <summary>Nothing is drawn.</summary>
    Off,
}
