namespace Cellect.Replay;

/// <summary>Which messages are lost on purpose: the same ones each time.</summary>
/// <param name="share">Share of the messages, 0 to 1.</param>
internal sealed class Losses(double share)
{
    private const int Seed = 1;

    private readonly Random _random = new(Seed);

    /// <summary>Whether the next message is lost.</summary>
    public bool Take() => _random.NextDouble() < share;
}
