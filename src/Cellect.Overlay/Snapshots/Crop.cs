using System.Numerics;
using System.Runtime.InteropServices;
using Cellect.Data.Volumes;

namespace Cellect.Overlay.Snapshots;

/// <summary>A small picture of the XY projection around a place at one time point. Equal where time point and place are.</summary>
/// <param name="T">Time point.</param>
/// <param name="Corner">Upper left corner of what it shows (x, y), µm.</param>
/// <param name="Micrometres">What it is wide and high.</param>
internal sealed record Crop(int T, Vector2 Corner, float Micrometres)
{
    /// <summary>Pixels along each edge.</summary>
    public const int Edge = 64;

    /// <summary>Grey values, row by row; empty where there is no image.</summary>
    public byte[] Pixels { get; private init; } = [];

    /// <summary>Places of the cells in it, pixels of the crop: x, y, radius; with their tracks.</summary>
    public (int Track, Vector3 Ring)[] Rings { get; private init; } = [];

    /// <summary>Cuts it out of a snapshot.</summary>
    /// <param name="snapshot">The time point.</param>
    /// <param name="place">The middle (x, y, z), µm.</param>
    /// <param name="micrometres">What it is wide and high, above 0.</param>
    /// <param name="tracks">Cells that are marked.</param>
    public static Crop Of(OverlaySnapshot snapshot, Vector3 place, float micrometres, ReadOnlySpan<int> tracks)
    {
        var corner = new Vector2(place.X, place.Y) - new Vector2(micrometres / 2);
        var rings = new List<(int, Vector3)>();
        foreach (var cell in snapshot.Cells)
            if (tracks.Contains(cell.Track))
                rings.Add(
                    (
                        cell.Track,
                        new Vector3(
                            (new Vector2(cell.Position.X, cell.Position.Y) - corner) / micrometres * Edge,
                            cell.Radius / micrometres * Edge
                        )
                    )
                );
        return new Crop(snapshot.T, corner, micrometres)
        {
            Pixels = snapshot.Channels.Length > 0 ? Sample(snapshot.Channels[0], corner, micrometres) : [],
            Rings = [.. rings],
        };
    }

    public bool Equals(Crop? other) => other is not null && (T, Corner, Micrometres) == (other.T, other.Corner, other.Micrometres);

    public override int GetHashCode() => HashCode.Combine(T, Corner, Micrometres);

    private static byte[] Sample(ImageChannel channel, Vector2 corner, float micrometres)
    {
        var (image, contrast) = (channel.Projections.XY, channel.Projections.Contrast);
        var pixels = new byte[Edge * Edge];
        var perMicrometre = new Vector2(image.Width / channel.ExtentMicrometres.X, image.Height / channel.ExtentMicrometres.Y);
        for (var row = 0; row < Edge; row++)
        for (var column = 0; column < Edge; column++)
        {
            var at = (corner + new Vector2(column + 0.5f, row + 0.5f) / Edge * micrometres) * perMicrometre;
            if (at.X < 0 || at.Y < 0 || at.X >= image.Width || at.Y >= image.Height)
                continue;
            var share = (Counts(image, (int)at.Y * image.Width + (int)at.X) - contrast.Low) / (contrast.High - contrast.Low);
            pixels[row * Edge + column] = (byte)(255 * MathF.Pow(Math.Clamp(share, 0, 1), 0.8f));
        }

        return pixels;
    }

    private static float Counts(Projection image, int at) =>
        image.Type switch
        {
            VoxelType.UInt8 => image.Pixels[at],
            VoxelType.UInt16 => MemoryMarshal.Cast<byte, ushort>(image.Pixels.AsSpan())[at],
            _ => MemoryMarshal.Cast<byte, float>(image.Pixels.AsSpan())[at],
        };
}
