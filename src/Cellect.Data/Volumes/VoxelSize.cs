using System.Globalization;

namespace Cellect.Data.Volumes;

/// <summary>Extent of one voxel in micrometres, axis order z, y, x. Every value is finite and positive.</summary>
/// <param name="Z">Distance between slices, µm.</param>
/// <param name="Y">Distance between rows, µm.</param>
/// <param name="X">Distance between columns, µm.</param>
public readonly record struct VoxelSize(double Z, double Y, double X)
{
    /// <summary>True when every axis is finite and positive.</summary>
    public bool IsValid => IsLength(Z) && IsLength(Y) && IsLength(X);

    /// <summary>Slice distance over column distance: 1 is isotropic, 5 means slices five columns apart.</summary>
    public double Anisotropy => Z / X;

    /// <summary>Reads <c>z,y,x</c>, micrometres, invariant culture.</summary>
    /// <exception cref="FormatException">The text is not three positive numbers.</exception>
    public static VoxelSize Parse(string text)
    {
        var parts = text.Split(',');
        var size = new double[3];
        for (var i = 0; i < 3; i++)
            if (
                parts.Length != 3
                || !double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out size[i])
                || !IsLength(size[i])
            )
                throw new FormatException(
                    $"voxel size '{text}' is not three positive numbers; write z,y,x in micrometres, for example 2.03,0.406,0.406"
                );
        return new VoxelSize(size[0], size[1], size[2]);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Z:0.####},{Y:0.####},{X:0.####}");

    private static bool IsLength(double value) => double.IsFinite(value) && value > 0;
}
