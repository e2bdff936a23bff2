using Cellect.Replay;

namespace Cellect.Stream.Tests.Replay;

/// <summary>Keeps what a person would read, and acts on a line.</summary>
internal sealed class Lines(Action<string>? onLine = null) : IReplayDisplay
{
    public List<string> Said { get; } = [];

    public int Next { get; private set; }

    public void Say(string line)
    {
        Said.Add(line);
        onLine?.Invoke(line);
    }

    public void Advance(int next) => Next = next;
}
