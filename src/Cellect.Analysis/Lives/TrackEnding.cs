namespace Cellect.Analysis.Lives;

/// <summary>How a track ended.</summary>
internal enum TrackEnding
{
    /// <summary>By a division.</summary>
    Divided,

    /// <summary>Last seen within two radii of the volume's border: it may have left.</summary>
    Left,

    /// <summary>Last seen inside the volume: it died, faded, or was not found again.</summary>
    Lost,

    /// <summary>It had not ended when the series did.</summary>
    Open,
}
