namespace Cellect.Batch.Plans;

/// <summary>Which trouble with a volume is the volume's, and will be there the next time, and which is the disk's or the
/// network's.</summary>
internal static class Damage
{
    /// <summary>True: the volume is left out, by whoever meets it. False: the work is done again, for another try may get it.</summary>
    public static bool IsLasting(Exception e) =>
        e is InvalidDataException or FileNotFoundException or DirectoryNotFoundException or EndOfStreamException;
}
