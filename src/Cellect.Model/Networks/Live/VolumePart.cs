using Cellect.Data.Volumes;
using Cellect.Model.Detections;

namespace Cellect.Model.Networks.Live;

/// <summary>Cells of a part of a volume, as the network finds them in the whole.</summary>
internal static class VolumePart
{
    /// <summary>Detects in a part.</summary>
    /// <param name="detector">The network.</param>
    /// <param name="volume">The whole volume at the source's scale.</param>
    /// <param name="previous">The volume before; null: there is none.</param>
    /// <param name="part">The part, in voxels of the source; lies in the volume.</param>
    /// <param name="sampling">The scale at which the network sees it.</param>
    /// <returns>The cells, in voxels of the whole volume.</returns>
    public static IReadOnlyList<Detection> Detect(
        IDetector detector,
        PreparedVolume volume,
        PreparedVolume? previous,
        VolumeBox part,
        Sampling sampling
    )
    {
        using var now = Cut(volume, part);
        using var before = previous is null ? null : Cut(previous, part);
        var found = detector.Detect(now.At(sampling), before?.At(sampling));
        var (z, y, x) = part.Origin;
        return [.. found.Cells.Select(cell => cell with { Z = cell.Z + z, Y = cell.Y + y, X = cell.X + x })];
    }

    private static PreparedVolume Cut(PreparedVolume volume, VolumeBox part)
    {
        using var voxels = volume.Voxels[part.FromZ..part.ToZ, part.FromY..part.ToY, part.FromX..part.ToX];
        return volume.View(voxels, turned: false);
    }
}
