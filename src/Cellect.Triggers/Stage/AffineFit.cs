using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Stage;

/// <summary>The affine map that fits pairs of points best in the sense of least squares: stage = matrix · image + offset.</summary>
/// <remarks>Normal equations on centred points, solved by Gaussian elimination with pivots; three unknowns and an offset for each axis of
/// the stage.</remarks>
internal static class AffineFit
{
    /// <summary>Pairs that determine twelve numbers.</summary>
    public const int MinPairs = 4;

    // Points that span less than this share of their longest extent along some axis do not determine that axis.
    private const double MinSpread = 1e-6;

    /// <summary>Fits.</summary>
    /// <param name="pairs">Image and stage positions, micrometres; at least <see cref="MinPairs"/>, not all in one plane.</param>
    /// <returns>[row of the stage (z, y, x), column of the image (z, y, x, 1)].</returns>
    /// <exception cref="InvalidDataException">Too few pairs, or they lie in one plane.</exception>
    public static double[,] Fit(IReadOnlyList<PointPair> pairs)
    {
        if (pairs.Count < MinPairs)
            throw new InvalidDataException(
                $"{pairs.Count} pairs of points; at least {MinPairs}, not all in one plane, determine a calibration"
            );
        var (image, stage) = (Mean(pairs.Select(p => p.ImageMicrometres)), Mean(pairs.Select(p => p.StageMicrometres)));
        var normal = new double[3, 6];
        foreach (var pair in pairs)
        {
            var from = Difference(pair.ImageMicrometres, image);
            var to = Difference(pair.StageMicrometres, stage);
            for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++)
            {
                normal[i, j] += from[i] * from[j];
                normal[i, 3 + j] += from[i] * to[j];
            }
        }

        Solve(normal);
        var map = new double[3, 4];
        double[] centre = [image.Z, image.Y, image.X],
            target = [stage.Z, stage.Y, stage.X];
        for (var row = 0; row < 3; row++)
        {
            map[row, 3] = target[row];
            for (var column = 0; column < 3; column++)
            {
                map[row, column] = normal[column, 3 + row];
                map[row, 3] -= map[row, column] * centre[column];
            }
        }

        return map;
    }

    /// <summary>Applies a map.</summary>
    public static Point3 Apply(double[,] map, Point3 p) => new(Row(map, 0, p), Row(map, 1, p), Row(map, 2, p));

    private static double Row(double[,] map, int row, Point3 p) =>
        (map[row, 0] * p.Z) + (map[row, 1] * p.Y) + (map[row, 2] * p.X) + map[row, 3];

    private static Point3 Mean(IEnumerable<Point3> points)
    {
        var (sum, count) = (default(Point3), 0);
        foreach (var p in points)
            (sum, count) = (new Point3(sum.Z + p.Z, sum.Y + p.Y, sum.X + p.X), count + 1);
        return new Point3(sum.Z / count, sum.Y / count, sum.X / count);
    }

    private static double[] Difference(Point3 p, Point3 centre) => [p.Z - centre.Z, p.Y - centre.Y, p.X - centre.X];

    /// <summary>Solves three equations for three right sides in place.</summary>
    private static void Solve(double[,] a)
    {
        var largest = Math.Max(a[0, 0], Math.Max(a[1, 1], a[2, 2]));
        for (var column = 0; column < 3; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < 3; row++)
                if (Math.Abs(a[row, column]) > Math.Abs(a[pivot, column]))
                    pivot = row;
            if (!(Math.Abs(a[pivot, column]) > MinSpread * MinSpread * largest))
                throw new InvalidDataException("the points lie in one plane or on one line; add points at other depths and places");
            for (var i = 0; i < 6; i++)
                (a[column, i], a[pivot, i]) = (a[pivot, i], a[column, i]);
            for (var row = 0; row < 3; row++)
                if (row != column)
                    Subtract(a, row, column);
        }

        for (var row = 0; row < 3; row++)
        for (var i = 3; i < 6; i++)
            a[row, i] /= a[row, row];
    }

    private static void Subtract(double[,] a, int row, int column)
    {
        var factor = a[row, column] / a[column, column];
        for (var i = column; i < 6; i++)
            a[row, i] -= factor * a[column, i];
    }
}
