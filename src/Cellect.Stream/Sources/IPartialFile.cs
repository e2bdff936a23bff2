using Cellect.Data.Volumes;

namespace Cellect.Stream.Sources;

/// <summary>Files of which a part of any time point can be read without what was before it.</summary>
internal interface IPartialFile
{
    /// <summary>What has been read so far.</summary>
    ReadAccount Account { get; }

    /// <summary>Bytes that must be in memory to read a part, beside the part itself: a whole chunk, or a whole volume.</summary>
    long PieceBytes { get; }

    /// <summary>Extent of what is read at once whatever part of it is asked for.</summary>
    VolumeShape Piece { get; }

    /// <summary>Reads a part of a time point, C order (z, y, x).</summary>
    /// <param name="t">Time point.</param>
    /// <param name="box">The part.</param>
    /// <param name="voxels">As many bytes as it has.</param>
    /// <exception cref="InvalidDataException">It is damaged or gone.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    void ReadPart(int t, VolumeBox box, Span<byte> voxels);
}
