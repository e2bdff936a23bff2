using Cellect.Data.Volumes;

namespace Cellect.Stream.Assembly;

/// <summary>What the assembler made of one channel of one time point.</summary>
/// <param name="Volume">The volume, the receiver's to dispose; null when it was given up.</param>
/// <param name="T">Time point.</param>
/// <param name="C">Channel.</param>
/// <param name="MissingPlanes">Planes that never came.</param>
/// <param name="Planes">Planes that the volume has.</param>
internal readonly record struct Assembled(Volume? Volume, int T, int C, int MissingPlanes, int Planes);
