namespace Cellect.Benchmarks.Accuracy.Peer;

/// <summary>Arguments of the peer, chosen by hand for each kind of image: that is its advantage.</summary>
internal static class PeerSettings
{
    public static string[] Tgmm { get; } = ["--sigma", "3.5", "--sz", "2.5", "--zr", "5", "--max-link", "12", "--threshold", "20"];

    /// <summary>For the worm at 0.2 µm: the best node F1 of 90 combinations on seven of its frames.</summary>
    public static string[] Worm { get; } =
    ["--sigma", "5", "--sz", "1", "--zr", "5", "--max-link", "15", "--threshold", "20", "--win", "3", "7", "7"];
}
