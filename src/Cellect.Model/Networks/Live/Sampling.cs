namespace Cellect.Model.Networks.Live;

/// <summary>How much coarser than the source the voxels are that the network sees, in steps of the square root of two.</summary>
/// <param name="Lateral">Steps of rows and columns: 2 stands for columns twice as wide, -2 for half as wide.</param>
/// <param name="Axial">Steps by which slices are joined beyond what keeps them at least as far apart as columns; at least 0.</param>
internal readonly record struct Sampling(int Lateral, int Axial)
{
    /// <summary>The voxels as they are.</summary>
    public static Sampling Source => default;

    /// <summary>Columns of the source in one that the network sees.</summary>
    public float Columns => MathF.Pow(2, Lateral / 2f);

    /// <summary>Slices of the source in one that the network sees.</summary>
    /// <param name="anisotropy">Distance of the source's slices in columns.</param>
    public float Slices(float anisotropy) => Math.Max(1, Columns / anisotropy) * MathF.Pow(2, Axial / 2f);

    /// <summary>Share of the source's voxels that are left.</summary>
    /// <param name="anisotropy">Distance of the source's slices in columns.</param>
    public double Share(float anisotropy) => 1.0 / (Columns * Columns * Slices(anisotropy));
}
