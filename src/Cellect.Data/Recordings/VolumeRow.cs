using Cellect.Data.Volumes;

namespace Cellect.Data.Recordings;

/// <summary>A row of <c>volumes.csv</c>: one channel of one time point, as it came.</summary>
/// <param name="Header">Everything that is known of it but its voxels.</param>
/// <param name="Stored">False when the disk could not take its voxels.</param>
/// <param name="Image">Folder of its voxels within the recording.</param>
internal sealed record VolumeRow(VolumeHeader Header, bool Stored, string Image);
