using Cellect.Data.Volumes;

namespace Cellect.Overlay.Snapshots;

/// <summary>A maximum projection along one axis.</summary>
/// <param name="Width">Columns: x for XY and XZ, z for YZ.</param>
/// <param name="Height">Rows: y for XY and YZ, z for XZ.</param>
/// <param name="Type">How a pixel is stored.</param>
/// <param name="Pixels">Row by row, little-endian; never changed once made.</param>
internal sealed record Projection(int Width, int Height, VoxelType Type, byte[] Pixels);
