namespace Cellect.Benchmarks.Accuracy.Peer;

/// <summary>Arguments of the peer, chosen by hand for each kind of image: that is its advantage.</summary>
internal static class PeerSettings
{
    public static string[] Tgmm { get; } = ["--sigma", "3.5", "--sz", "2.5", "--zr", "5", "--max-link", "12", "--threshold", "20"];

    /// <summary>For the worm at 0.2 µm.</summary>
    public static string[] Worm { get; } = ["--sigma", "6", "--zr", "5", "--sz", "1.3", "--max-link", "15", "--threshold", "25", "--win", "3", "9", "9"];
}
