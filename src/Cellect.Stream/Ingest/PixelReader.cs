using Cellect.Data.Pixels;
using Cellect.Stream.Wire;

namespace Cellect.Stream.Ingest;

/// <summary>Moves the pixel parts of a message into a volume: one copy, or one decompression.</summary>
internal sealed class PixelReader : IDisposable
{
    private readonly PixelDecoder _decoder = new();

    public void Dispose() => _decoder.Dispose();

    /// <summary>Reads a plane's single part.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public Malformed? ReadPlane(PlaneMessage plane, IPartSource parts, Span<byte> voxels)
    {
        if (!parts.HasMore)
            return WrongCount(0, "1");
        if (!_decoder.TryDecode(plane.Compression, parts.Next(), voxels, out var fault))
            return fault;
        plane.Layout.Adopt(voxels);
        return parts.HasMore ? WrongCount(2, "1") : null;
    }

    /// <summary>Reads a volume's parts: a single one, or one for each slice.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public Malformed? ReadVolume(VolumeMessage volume, IPartSource parts, Span<byte> voxels)
    {
        var slices = volume.Shape.Z;
        if (!parts.HasMore)
            return WrongCount(0, $"1 or {slices}");
        var part = parts.Next();
        var isWhole = !parts.HasMore;
        var size = isWhole ? voxels.Length : voxels.Length / slices;
        for (var at = 0; ; part = parts.Next())
        {
            if (!_decoder.TryDecode(volume.Compression, part, voxels.Slice(at, size), out var fault))
                return fault;
            at += size;
            if (at == voxels.Length)
                volume.Layout.Adopt(voxels);
            if (at == voxels.Length)
                return parts.HasMore ? WrongCount(slices + 1, $"1 or {slices}") : null;
            if (!parts.HasMore)
                return WrongCount(at / size, $"1 or {slices}");
        }
    }

    private static Malformed WrongCount(int found, string wanted) =>
        new(MalformedReason.PartCount, $"message has {(found > 1 ? "at least " : "")}{found} pixel parts, must have {wanted}");
}
