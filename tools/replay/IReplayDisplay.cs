namespace Cellect.Replay;

/// <summary>What a person sees of a replay.</summary>
internal interface IReplayDisplay
{
    /// <summary>Something worth a line.</summary>
    void Say(string line);

    /// <summary>Every volume before <paramref name="next"/> has been sent or skipped.</summary>
    void Advance(int next);
}
