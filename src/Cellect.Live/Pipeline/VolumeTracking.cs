using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Model.Tracks;

namespace Cellect.Live.Pipeline;

/// <summary>Where Stream's volumes meet the model.</summary>
internal static class VolumeTracking
{
    /// <summary>Hands a volume to the model; what comes back is of the oldest volume that it has not described yet, or null.</summary>
    public static DetectedFrame? Detect(ITracking tracking, Volume volume)
    {
        var voxel = volume.Header.VoxelMicrometres;
        var geometry = new VoxelGeometry(voxel.Z, voxel.Y, voxel.X);
        return volume.Header.Type switch
        {
            VoxelType.UInt8 => tracking.Detect(volume.AsTensor<byte>(), geometry),
            VoxelType.UInt16 => tracking.Detect(volume.AsTensor<ushort>(), geometry),
            _ => tracking.Detect(volume.AsTensor<float>(), geometry),
        };
    }
}
