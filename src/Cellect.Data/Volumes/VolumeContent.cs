using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Cellect.Data.Volumes;

/// <summary>Whether a volume shows anything: a camera that dropped a frame, a closed shutter or a burst of light leave none.</summary>
internal static class VolumeContent
{
    // The smallest thing that could be a cell has so many voxels.
    private const long FewestVoxels = 27;

    /// <summary>Why a volume cannot show a cell; null where it may.</summary>
    /// <remarks>Black or saturated: half of the voxels have the highest value of the volume, or next to none are brighter than the darkest.
    /// A camera of 12 bits saturates at 4,095, so the type's range tells nothing. Damaged: half of the voxels are no numbers.</remarks>
    public static string? WhatIsWrong(Volume volume) => WhatIsWrong(volume.Bytes, volume.Header.Type);

    /// <summary>Likewise, of voxels without a header.</summary>
    /// <param name="voxels">Of the whole volume.</param>
    /// <param name="type">How they are stored.</param>
    public static string? WhatIsWrong(ReadOnlySpan<byte> voxels, VoxelType type) =>
        type switch
        {
            VoxelType.UInt8 => OfIntegers(voxels),
            VoxelType.UInt16 => OfIntegers(MemoryMarshal.Cast<byte, ushort>(voxels)),
            _ => OfFloats(MemoryMarshal.Cast<byte, float>(voxels)),
        };

    private static string? OfIntegers<T>(ReadOnlySpan<T> voxels)
        where T : INumber<T> => Judge(voxels, TensorPrimitives.Min(voxels), TensorPrimitives.Max(voxels), voxels.Length);

    private static string? OfFloats(ReadOnlySpan<float> voxels)
    {
        long finite = 0;
        var (lowest, highest) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var voxel in voxels)
        {
            if (!float.IsFinite(voxel))
                continue;
            finite++;
            (lowest, highest) = (MathF.Min(lowest, voxel), MathF.Max(highest, voxel));
        }

        return 2 * finite < voxels.Length
            ? $"{voxels.Length - finite} of {voxels.Length} voxels are no numbers"
            : Judge(voxels, lowest, highest, finite);
    }

    private static string? Judge<T>(ReadOnlySpan<T> voxels, T lowest, T highest, long counted)
        where T : INumber<T>
    {
        return Judge(
            lowest,
            highest,
            lowest == highest ? counted : voxels.Count(highest),
            lowest == highest ? 0 : voxels.Count(lowest),
            counted
        );
    }

    /// <summary>Likewise, of voxels that were counted part by part.</summary>
    /// <param name="lowest">Of all values.</param>
    /// <param name="highest">Of all values.</param>
    /// <param name="at">Voxels at the highest.</param>
    /// <param name="dark">Voxels at the lowest.</param>
    /// <param name="counted">All voxels that are numbers.</param>
    public static string? Judge<T>(T lowest, T highest, long at, long dark, long counted)
        where T : INumber<T> =>
        lowest == highest ? $"all voxels are {highest}"
        : 2 * at > counted ? $"{at} of {counted} voxels are at its highest value, {highest}"
        : counted - dark < FewestVoxels ? $"{counted - dark} of {counted} voxels are brighter than its lowest value, {lowest}"
        : null;
}
