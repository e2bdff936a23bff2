using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Displays;

/// <summary>Draws what a feed brings. Made, run and disposed on one thread.</summary>
internal interface IOverlayDisplay : IDisposable
{
    /// <summary>What it is, for the log.</summary>
    string Description { get; }

    /// <summary>Draws until the feed is complete or the user has had enough.</summary>
    void Run(SnapshotFeed feed);
}
