namespace Cellect.Data.Tracks;

/// <summary>Foreground probability at reduced lateral resolution.</summary>
/// <param name="Depth">Slices, as in the volume.</param>
/// <param name="Height">Rows: those of the volume divided by <paramref name="LateralStride"/>, rounded up.</param>
/// <param name="Width">Columns, likewise.</param>
/// <param name="LateralStride">Columns of the volume for one of the map.</param>
/// <param name="Probability">C order (z, y, x); 0 to 255 stands for 0 to 1.</param>
public sealed record Foreground(int Depth, int Height, int Width, int LateralStride, byte[] Probability);
