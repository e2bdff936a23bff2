using Cellect.Data.Volumes;

namespace Cellect.Data.Tracks;

/// <summary>Where the network sees cell rather than background, at reduced lateral resolution.</summary>
/// <param name="Shape">Extent of the map: z as the volume, y and x divided by <paramref name="LateralStride"/>, rounded up.</param>
/// <param name="LateralStride">Columns (and rows) of the volume for one of the map.</param>
/// <param name="Probability">C order (z, y, x); 0 to 255 stands for 0 to 1.</param>
internal sealed record ForegroundMap(VolumeShape Shape, int LateralStride, byte[] Probability);
