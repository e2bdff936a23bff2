namespace Cellect.Stream.Wire;

/// <summary>Pixels that lie in memory, as a message's only part.</summary>
internal sealed class Part(ReadOnlyMemory<byte> pixels) : IPartSource
{
    public bool HasMore { get; private set; } = true;

    public ReadOnlySpan<byte> Next()
    {
        HasMore = false;
        return pixels.Span;
    }
}
