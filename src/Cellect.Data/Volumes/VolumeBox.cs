namespace Cellect.Data.Volumes;

/// <summary>A part of a volume, axis order z, y, x: voxels from the first place up to, and without, the second.</summary>
/// <param name="FromZ">First slice.</param>
/// <param name="ToZ">Slice after the last.</param>
/// <param name="FromY">First row.</param>
/// <param name="ToY">Row after the last.</param>
/// <param name="FromX">First column.</param>
/// <param name="ToX">Column after the last.</param>
internal readonly record struct VolumeBox(int FromZ, int ToZ, int FromY, int ToY, int FromX, int ToX)
{
    /// <summary>Its extent.</summary>
    public VolumeShape Shape => new(ToZ - FromZ, ToY - FromY, ToX - FromX);

    /// <summary>Place of its first voxel: z, y, x.</summary>
    public (int Z, int Y, int X) Origin => (FromZ, FromY, FromX);

    /// <summary>Whether there is no voxel in it.</summary>
    public bool IsEmpty => ToZ <= FromZ || ToY <= FromY || ToX <= FromX;

    /// <summary>All of a volume.</summary>
    public static VolumeBox All(VolumeShape shape) => new(0, shape.Z, 0, shape.Y, 0, shape.X);

    /// <summary>The same extent elsewhere.</summary>
    public VolumeBox Moved((int Z, int Y, int X) by) => new(FromZ + by.Z, ToZ + by.Z, FromY + by.Y, ToY + by.Y, FromX + by.X, ToX + by.X);

    /// <summary>What lies in both.</summary>
    public VolumeBox Within(VolumeBox other) =>
        new(
            Math.Max(FromZ, other.FromZ),
            Math.Min(ToZ, other.ToZ),
            Math.Max(FromY, other.FromY),
            Math.Min(ToY, other.ToY),
            Math.Max(FromX, other.FromX),
            Math.Min(ToX, other.ToX)
        );

    /// <summary>Copies a part of an array that holds one box to an array that holds another.</summary>
    /// <typeparam name="T">Of the values.</typeparam>
    /// <param name="part">What is copied; lies in both.</param>
    /// <param name="values">C order (z, y, x) of <paramref name="source"/>.</param>
    /// <param name="source">The box that is read.</param>
    /// <param name="target">C order (z, y, x) of <paramref name="into"/>.</param>
    /// <param name="into">The box that is written.</param>
    /// <param name="size">Values of a voxel.</param>
    public static void Copy<T>(VolumeBox part, ReadOnlySpan<T> values, VolumeBox source, Span<T> target, VolumeBox into, int size = 1)
    {
        if (part.IsEmpty)
            return;
        var row = (part.ToX - part.FromX) * size;
        for (var z = part.FromZ; z < part.ToZ; z++)
        for (var y = part.FromY; y < part.ToY; y++)
            values
                .Slice(checked((int)(source.Index(z, y, part.FromX) * size)), row)
                .CopyTo(target[checked((int)(into.Index(z, y, part.FromX) * size))..]);
    }

    private long Index(int z, int y, int x) => ((long)(z - FromZ) * (ToY - FromY) + y - FromY) * (ToX - FromX) + x - FromX;

    /// <inheritdoc/>
    public override string ToString() => $"z {FromZ}-{ToZ}, y {FromY}-{ToY}, x {FromX}-{ToX}";
}
