namespace Cellect.Triggers.Actions;

/// <summary>Three numbers in the order z, y, x: a position or an extent. The name of whatever holds it tells the unit.</summary>
/// <param name="Z">Along the optical axis.</param>
/// <param name="Y">Rows.</param>
/// <param name="X">Columns.</param>
internal readonly record struct Point3(double Z, double Y, double X)
{
    /// <summary>True when none of the three is infinite or not a number.</summary>
    public bool IsFinite => double.IsFinite(Z) && double.IsFinite(Y) && double.IsFinite(X);

    /// <summary>The straight line between two points, in their unit.</summary>
    public static double Distance(Point3 a, Point3 b) =>
        Math.Sqrt(((a.Z - b.Z) * (a.Z - b.Z)) + ((a.Y - b.Y) * (a.Y - b.Y)) + ((a.X - b.X) * (a.X - b.X)));

    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Z:0.###},{Y:0.###},{X:0.###}");
}
