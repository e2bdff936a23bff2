using System.ComponentModel.DataAnnotations;

namespace Cellect.Stream.Wire;

/// <summary>Bounds on what a sender may ask for, checked before memory is taken.</summary>
public sealed class WireLimits
{
    /// <summary>Most voxels along one axis.</summary>
    /// <value>1 to 1,048,576; default 16,384.</value>
    [Range(1, 1 << 20)]
    public int MaxDimensionVoxels { get; init; } = 16_384;

    /// <summary>Most bytes of one volume of one channel, unpacked. Also the largest part that the socket accepts.</summary>
    /// <value>1 to 2,147,483,591, the longest array of .NET; default 1,073,741,824 (1 GiB).</value>
    [Range(1, 2_147_483_591)]
    public int MaxVolumeBytes { get; init; } = 1 << 30;

    /// <summary>Most bytes of part 0.</summary>
    /// <value>256 to 16,777,216; default 65,536.</value>
    [Range(256, 1 << 24)]
    public int MaxHeaderBytes { get; init; } = 1 << 16;

    /// <summary>Most levels of maps and arrays in part 0, itself included.</summary>
    /// <value>2 to 64; default 16.</value>
    [Range(2, 64)]
    public int MaxDepth { get; init; } = 16;

    /// <summary>Most time points of a series; a 12 h session at 30 Hz has 1.3 million.</summary>
    /// <value>1 to 100,000,000; default 16,777,216. The ledger takes one byte for each up to the last that came.</value>
    [Range(1, 100_000_000)]
    public int MaxTimePoints { get; init; } = 1 << 24;

    /// <summary>Most channels of a series.</summary>
    /// <value>1 to 256; default 16.</value>
    [Range(1, 256)]
    public int MaxChannels { get; init; } = 16;

    /// <summary>Most characters of the name of a series.</summary>
    /// <value>1 to 1,000; default 200.</value>
    [Range(1, 1000)]
    public int MaxSeriesChars { get; init; } = 200;
}
