using System.Numerics;

namespace Cellect.Overlay.Snapshots;

/// <summary>A small picture of the XY projection around a place at one time point. Equal where time point and place are.</summary>
/// <param name="T">Time point.</param>
/// <param name="Corner">Upper left corner of what it shows (x, y), µm.</param>
/// <param name="Micrometres">What it is wide and high.</param>
internal sealed record Crop(int T, Vector2 Corner, float Micrometres)
{
    /// <summary>Pixels along each edge.</summary>
    public const int Edge = 64;

    private const float Gamma = 0.8f;

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
        var contrast = channel.Projections.Contrast;
        var pixels = new byte[Edge * Edge];
        for (var row = 0; row < Edge; row++)
        for (var column = 0; column < Edge; column++)
        {
            var at = corner + new Vector2(column + 0.5f, row + 0.5f) / Edge * micrometres;
            var share = (channel.CountsAt(at.X, at.Y) - contrast.Low) / (contrast.High - contrast.Low);
            if (float.IsFinite(share))
                pixels[row * Edge + column] = (byte)(255 * MathF.Pow(Math.Clamp(share, 0, 1), Gamma));
        }

        return pixels;
    }
}
