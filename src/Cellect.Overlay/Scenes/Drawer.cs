namespace Cellect.Overlay.Scenes;

/// <summary>What the drawer at the left shows.</summary>
internal enum Drawer
{
    /// <summary>It is closed.</summary>
    None,

    /// <summary>Keys, mouse and marks.</summary>
    Help,

    /// <summary>Which cells are drawn, and how.</summary>
    Filters,

    /// <summary>Channels and their contrast.</summary>
    Channels,

    /// <summary>The regions of interest.</summary>
    Regions,

    /// <summary>The triggers.</summary>
    Triggers,

    /// <summary>What must be seen to.</summary>
    Alerts,

    /// <summary>A code that signs a phone in at the page.</summary>
    Phone,

    /// <summary>One division and what speaks for it.</summary>
    Division,

    /// <summary>What the analysis says.</summary>
    Biology,
}
