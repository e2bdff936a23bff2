namespace Cellect.Data.Regions;

/// <summary>A place in the frame of the volume, micrometres, axis order z, y, x: voxel index times voxel size, so the centre of voxel 0 is
/// 0.0.</summary>
/// <param name="Z">Depth, µm.</param>
/// <param name="Y">Along rows' axis y, µm.</param>
/// <param name="X">Along columns' axis x, µm.</param>
internal readonly record struct Position(double Z, double Y, double X)
{
    /// <summary>True when every coordinate is a number.</summary>
    public bool IsFinite => double.IsFinite(Z) && double.IsFinite(Y) && double.IsFinite(X);

    /// <summary>Distance to another place, µm.</summary>
    public double DistanceTo(Position other) => Math.Sqrt(Square(Z - other.Z) + Square(Y - other.Y) + Square(X - other.X));

    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Z:0.##},{Y:0.##},{X:0.##}");

    private static double Square(double value) => value * value;
}
