namespace Cellect.Data.Volumes;

/// <summary>A block of pooled memory with a count of its users; the last to leave returns it.</summary>
internal sealed class SharedBuffer(Memory<byte> bytes, Action<Memory<byte>> giveBack)
{
    private int _references = 1;

    public Memory<byte> Bytes { get; } = bytes;

    public void AddReference() => Interlocked.Increment(ref _references);

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
            giveBack(Bytes);
    }
}
