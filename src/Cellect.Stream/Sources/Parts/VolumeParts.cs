using Cellect.Data.Volumes;

namespace Cellect.Stream.Sources.Parts;

/// <summary>A source of which any time point, and any part of it, can be read: for work that is shared out among processes.</summary>
internal abstract class VolumeParts : IDisposable
{
    /// <summary>What has been read so far.</summary>
    public abstract ReadAccount Account { get; }

    /// <summary>Bytes that must be in memory to read a part, beside the part itself.</summary>
    public abstract long PieceBytes { get; }

    /// <summary>Extent of what is read at once whatever part of it is asked for.</summary>
    public abstract VolumeShape Piece { get; }

    /// <summary>Opens a source.</summary>
    /// <param name="source">As <see cref="VolumeSources.Open(string, VoxelSize?)"/> takes it.</param>
    /// <param name="voxel">Voxel size, µm; null: what the source says.</param>
    /// <param name="channel">The channel that is wanted, of a source that has several.</param>
    /// <exception cref="IOException">There is none.</exception>
    /// <exception cref="InvalidDataException">It cannot be used.</exception>
    public static VolumeParts Open(string source, VoxelSize? voxel, int channel)
    {
        if (VolumeSources.IsSimulated(source))
            voxel = null;
        var opened = VolumeSources.Open(source, voxel);
        return opened is IPartialFile file ? new PartsOfFile(opened, file)
            : opened is RecordingSource recording ? new PartsOfRecording(recording, channel)
            : new PartsInOrder(opened, () => VolumeSources.Open(source, voxel), channel);
    }

    /// <summary>Reads a part of a time point, C order (z, y, x).</summary>
    /// <param name="t">Time point.</param>
    /// <param name="box">The part.</param>
    /// <param name="voxels">As many bytes as it has.</param>
    /// <exception cref="InvalidDataException">It is damaged or gone.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public abstract void Read(int t, VolumeBox box, Span<byte> voxels);

    /// <inheritdoc/>
    public abstract void Dispose();
}
