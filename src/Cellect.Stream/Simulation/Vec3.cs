namespace Cellect.Stream.Simulation;

/// <summary>A place or direction in voxels of x (z already multiplied by the anisotropy).</summary>
/// <remarks>Not System.Numerics.Vector3: its dot product may sum in another order on another processor, and seeds must give the same bytes
/// everywhere.</remarks>
internal readonly record struct Vec3(float Z, float Y, float X)
{
    public float LengthSquared => (Z * Z) + (Y * Y) + (X * X);

    public float Length => MathF.Sqrt(LengthSquared);

    public static Vec3 operator +(Vec3 a, Vec3 b) => new(a.Z + b.Z, a.Y + b.Y, a.X + b.X);

    public static Vec3 operator -(Vec3 a, Vec3 b) => new(a.Z - b.Z, a.Y - b.Y, a.X - b.X);

    public static Vec3 operator *(Vec3 a, float k) => new(a.Z * k, a.Y * k, a.X * k);

    public static float Dot(Vec3 a, Vec3 b) => (a.Z * b.Z) + (a.Y * b.Y) + (a.X * b.X);

    public static Vec3 Cross(Vec3 a, Vec3 b) => new((a.X * b.Y) - (a.Y * b.X), (a.Z * b.X) - (a.X * b.Z), (a.Y * b.Z) - (a.Z * b.Y));

    /// <summary>Length 1; a zero vector becomes the z axis.</summary>
    public Vec3 Normalized()
    {
        var length = Length;
        return length > 1e-12f ? this * (1 / length) : new Vec3(1, 0, 0);
    }
}
