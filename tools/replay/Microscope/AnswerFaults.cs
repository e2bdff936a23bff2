namespace Cellect.Replay.Microscope;

/// <summary>What goes wrong with the answers of a rehearsal: a share of them is lost, sent twice, late, or malformed, each as
/// often.</summary>
/// <param name="share">0 to 1.</param>
internal sealed class AnswerFaults(double share)
{
    /// <summary>How late a late answer is: later than a first attempt waits.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private readonly Random _random = new(1);

    /// <summary>When to send what, for one answer.</summary>
    public IEnumerable<(TimeSpan After, byte[] Body)> Of(byte[] answer)
    {
        if (_random.NextDouble() >= share)
            return [(TimeSpan.Zero, answer)];
        return _random.Next(4) switch
        {
            0 => [],
            1 => [(TimeSpan.Zero, answer), (TimeSpan.Zero, answer)],
            2 => [(Delay, answer)],
            _ => [(TimeSpan.Zero, answer[..(answer.Length / 2)])],
        };
    }
}
