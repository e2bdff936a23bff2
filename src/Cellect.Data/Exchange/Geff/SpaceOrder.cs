namespace Cellect.Data.Exchange.Geff;

/// <summary>In which order a GEFF lists its axes of space.</summary>
internal enum SpaceOrder
{
    /// <summary>z, y, x: what Python programs expect, such as those around napari.</summary>
    Zyx,

    /// <summary>x, y, z: what Java programs expect, such as Mastodon and TrackMate.</summary>
    Xyz,
}
