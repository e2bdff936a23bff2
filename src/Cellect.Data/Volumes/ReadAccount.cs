namespace Cellect.Data.Volumes;

/// <summary>What was read from the disk, for those who must know what a large source costs. One thread.</summary>
internal sealed class ReadAccount
{
    /// <summary>Chunks, slabs or files that were opened.</summary>
    public long Reads { get; private set; }

    /// <summary>Bytes of them, packed as they lie on the disk where that is known.</summary>
    public long Bytes { get; private set; }

    /// <summary>Largest piece that had to be in memory at once beside what was asked for, bytes.</summary>
    public long LargestPiece { get; private set; }

    /// <summary>Counts a read.</summary>
    /// <param name="bytes">As they lie on the disk.</param>
    /// <param name="piece">As they were in memory.</param>
    public void Add(long bytes, long piece) => (Reads, Bytes, LargestPiece) = (Reads + 1, Bytes + bytes, Math.Max(LargestPiece, piece));
}
