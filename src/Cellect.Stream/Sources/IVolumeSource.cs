using Cellect.Data.Volumes;

namespace Cellect.Stream.Sources;

/// <summary>Volumes that come from elsewhere than the wire: files, a recording or a simulated specimen.</summary>
public interface IVolumeSource : IDisposable
{
    /// <summary>A short name for logs and file names.</summary>
    string Name { get; }

    /// <summary>Extent of every volume, voxels.</summary>
    VolumeShape Shape { get; }

    /// <summary>How a voxel is stored.</summary>
    VoxelType Type { get; }

    /// <summary>Extent of a voxel, µm; null when the files do not say and nobody else did.</summary>
    VoxelSize? VoxelMicrometres { get; }

    /// <summary>Number of time points.</summary>
    int Frames { get; }

    /// <summary>Time between two time points; null when unknown.</summary>
    TimeSpan? Interval { get; }

    /// <summary>True when every volume is of one channel, whatever its number; false when headers tell the channel.</summary>
    bool IsOneChannel => true;

    /// <summary>Number of volumes, all channels together.</summary>
    int Volumes => Frames;

    /// <summary>One line for people: extent, voxel and, where it had to be found out, how the file was read.</summary>
    string Description => SourceDescription.Describe(this);

    /// <summary>
    /// Raised by <see cref="Read"/> for a time point that cannot be delivered (a damaged or missing file); reading then goes
    /// on with the next, so T shows the gap. Sources that cannot fail never raise it.
    /// </summary>
    event Action<SkippedFrame> FrameSkipped
    {
        add { }
        remove { }
    }

    /// <summary>The volumes in the order of time, T from 0. Each is the caller's to dispose. Can be enumerated once.</summary>
    /// <param name="series">Name that the volumes carry as their series.</param>
    /// <param name="pool">Where the buffers come from.</param>
    /// <param name="cancel">Ends the enumeration.</param>
    IEnumerable<Volume> Read(string series, VolumePool pool, CancellationToken cancel);
}
