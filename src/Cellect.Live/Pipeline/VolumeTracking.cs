using Cellect.Model;
using Cellect.Model.Detections;
using Cellect.Model.Torch;
using Cellect.Model.Tracks;
using Cellect.Stream.Volumes;

namespace Cellect.Live.Pipeline;

/// <summary>Where Stream's volumes meet the model.</summary>
internal static class VolumeTracking
{
    /// <summary>Finds and links the cells of a volume; <c>InferredNs</c> is the moment between the two.</summary>
    public static (DetectedFrame Frame, Model.Tracks.TrackedCell[] Cells, DivisionEvent[] Divisions, long InferredNs) Track(
        CellTracking tracking, Volume volume, int timeStep, TimeProvider time)
    {
        var voxel = volume.Header.VoxelMicrometres;
        var geometry = new VoxelGeometry(voxel.Z, voxel.Y, voxel.X);
        var frame = volume.Header.Type switch
        {
            VoxelType.UInt8 => tracking.Detect(volume.AsTensor<byte>(), geometry),
            VoxelType.UInt16 => tracking.Detect(volume.AsTensor<ushort>(), geometry),
            _ => tracking.Detect(volume.AsTensor<float>(), geometry),
        };
        var inferred = time.UtcNanoseconds();
        var (cells, divisions) = tracking.Link(frame, timeStep);
        return (frame, cells, divisions, inferred);
    }
}
