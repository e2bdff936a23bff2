using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Data.Recordings;

/// <summary>How far a cell stands out in the foreground: from what lies around it up to its own.</summary>
/// <remarks>A network is not equally sure of all cells; one limit for all makes masks of faint ones too small.</remarks>
/// <param name="Dark">The foreground around the cell, 0 to 255.</param>
/// <param name="Own">The foreground in its middle.</param>
internal readonly record struct MaskLevel(float Dark, float Own)
{
    // The middle of a cell, and what lies around it, in radii.
    private const double Middle = 0.5,
        AroundFrom = 1.2,
        AroundTo = 1.7;

    // Neighbours lie around a cell as well: the dark is in the lowest quarter.
    private const double DarkQuantile = 0.25;

    /// <summary>Whether the cell stands out at all.</summary>
    public bool StandsOut => Own > Dark;

    /// <summary>The share of the way from the dark up to the cell's own at which a foreground lies; 0 where the cell does not stand
    /// out.</summary>
    public float ShareOf(float foreground) => StandsOut ? (foreground - Dark) / (Own - Dark) : 0;

    /// <summary>Measures a cell's level.</summary>
    /// <param name="map">The foreground.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="micrometres">Extent of a voxel of the volume.</param>
    public static MaskLevel Of(ForegroundMap map, in TrackedCell cell, VoxelSize micrometres)
    {
        Span<int> middle = stackalloc int[256],
            around = stackalloc int[256];
        middle.Clear();
        around.Clear();
        var radius = cell.Radius * micrometres.X;
        var stride = map.LateralStride;
        double z = micrometres.Z,
            y = micrometres.Y * stride,
            x = micrometres.X * stride;
        double row = (cell.Y + 0.5) / stride - 0.5,
            column = (cell.X + 0.5) / stride - 0.5;
        var (firstZ, lastZ) = Range(cell.Z, AroundTo * radius / z, map.Shape.Z);
        var (firstY, lastY) = Range(row, AroundTo * radius / y, map.Shape.Y);
        var (firstX, lastX) = Range(column, AroundTo * radius / x, map.Shape.X);
        for (var k = firstZ; k <= lastZ; k++)
        for (var j = firstY; j <= lastY; j++)
        for (var i = firstX; i <= lastX; i++)
        {
            double dz = (k - cell.Z) * z,
                dy = (j - row) * y,
                dx = (i - column) * x;
            var distance = Math.Sqrt(dz * dz + dy * dy + dx * dx) / radius;
            if (distance <= Middle)
                middle[map.Probability[(k * map.Shape.Y + j) * map.Shape.X + i]]++;
            else if (distance is >= AroundFrom and <= AroundTo)
                around[map.Probability[(k * map.Shape.Y + j) * map.Shape.X + i]]++;
        }

        var own = Quantile(middle, 0.5) ?? At(map, cell.Z, row, column);
        return new MaskLevel(Quantile(around, DarkQuantile) ?? 0, own);
    }

    private static (int First, int Last) Range(double centre, double reach, int size) =>
        ((int)Math.Max(0, Math.Ceiling(centre - reach)), (int)Math.Min(size - 1, Math.Floor(centre + reach)));

    private static int At(ForegroundMap map, double z, double row, double column)
    {
        var (k, j, i) = (Nearest(z, map.Shape.Z), Nearest(row, map.Shape.Y), Nearest(column, map.Shape.X));
        return map.Probability[(k * map.Shape.Y + j) * map.Shape.X + i];
    }

    private static int Nearest(double at, int size) => (int)Math.Clamp(Math.Round(at), 0, size - 1);

    /// <summary>Below which value a share of the counted lies; null: nothing was counted.</summary>
    public static int? Quantile(ReadOnlySpan<int> histogram, double share)
    {
        var total = 0;
        foreach (var count in histogram)
            total += count;
        if (total == 0)
            return null;
        var seen = 0;
        for (var value = 0; ; value++)
            if ((seen += histogram[value]) > share * (total - 1))
                return value;
    }
}
