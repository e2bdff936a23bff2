namespace Cellect.Stream.Sources.Following;

/// <summary>Files that are still being written, volume by volume.</summary>
internal interface IGrowing : IDisposable
{
    /// <summary>A short name for logs.</summary>
    string Name { get; }

    /// <summary>Extent, type and calibration, once the first volume is complete; null before.</summary>
    GrowingShape? Shape { get; }

    /// <summary>Looks what is complete; never waits.</summary>
    /// <exception cref="InvalidDataException">What is there cannot be a series.</exception>
    /// <exception cref="IOException">It cannot be looked at.</exception>
    GrowthStep Look();

    /// <summary>Reads the volume that the last step said was ready, C order (z, y, x).</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    void Read(Span<byte> voxels);
}
