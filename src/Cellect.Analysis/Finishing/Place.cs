namespace Cellect.Analysis.Finishing;

/// <summary>A place, micrometres.</summary>
internal readonly record struct Place(double Z, double Y, double X)
{
    public static Place operator +(Place a, Place b) => new(a.Z + b.Z, a.Y + b.Y, a.X + b.X);

    public static Place operator -(Place a, Place b) => new(a.Z - b.Z, a.Y - b.Y, a.X - b.X);

    public static Place operator *(double factor, Place a) => new(factor * a.Z, factor * a.Y, factor * a.X);

    /// <summary>Squared length, µm².</summary>
    public double Squared => Z * Z + Y * Y + X * X;
}
