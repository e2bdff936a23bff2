using Cellect.Data.Volumes;
using Cellect.Model.Detections;

namespace Cellect.Model.Tracks;

/// <summary>Where volumes meet a network: the voxel type is chosen here and nowhere else.</summary>
internal static class VolumeDetection
{
    /// <summary>Hands a volume to the network; what comes back is of the oldest volume that it has not described yet, or null.</summary>
    public static DetectedFrame? Detect(this INetworkTracking network, Volume volume)
    {
        var voxel = volume.Header.VoxelMicrometres;
        var geometry = new VoxelGeometry(voxel.Z, voxel.Y, voxel.X);
        return volume.Header.Type switch
        {
            VoxelType.UInt8 => network.Detect(volume.AsTensor<byte>(), geometry),
            VoxelType.UInt16 => network.Detect(volume.AsTensor<ushort>(), geometry),
            _ => network.Detect(volume.AsTensor<float>(), geometry),
        };
    }
}
