using Cellect.Batch.Plans;
using Cellect.Data.Volumes;
using Cellect.Stream.Sources.Parts;

namespace Cellect.Batch.Joining;

/// <summary>The volumes of a plan's source, read again for the masks. One is in memory at a time.</summary>
internal sealed class VolumesAgain : IDisposable
{
    private readonly VolumePool _pool = new();
    private readonly VolumeParts? _parts;

    /// <summary>Opens the source.</summary>
    /// <param name="plan">A plan with masks.</param>
    public VolumesAgain(BatchPlan plan)
    {
        try
        {
            _parts = VolumeParts.Open(plan.Source, plan.Voxel, plan.Channel);
        }
        catch (Exception e) when (IsGone(e))
        {
            // The chunks tell all that tracks need: the result goes on without volumes, and says so.
        }
    }

    /// <summary>The volume of a time point, the caller's; null where it cannot be read any more.</summary>
    /// <param name="header">Time point, extent and type.</param>
    public Volume? Of(VolumeHeader header)
    {
        if (_parts is null || header.ByteCount > VolumePool.MaxVolumeBytes)
            return null;
        var volume = _pool.Rent(header);
        try
        {
            _parts.Read(header.T, VolumeBox.All(header.Shape), volume.Bytes);
            return volume;
        }
        catch (Exception e) when (IsGone(e))
        {
            volume.Dispose();
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _parts?.Dispose();

    private static bool IsGone(Exception e) => e is IOException or InvalidDataException or UnauthorizedAccessException or FormatException;
}
