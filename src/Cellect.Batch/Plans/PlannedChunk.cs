namespace Cellect.Batch.Plans;

/// <summary>A piece of work: the cells of some time points in a part of the volume.</summary>
/// <param name="Index">Number of the chunk, from 0.</param>
/// <param name="From">First time point.</param>
/// <param name="To">Time point after the last.</param>
/// <param name="Tile">Place of the part along z, y, x.</param>
/// <param name="Box">Voxels of the source that are read, margins and all, at the first scale: from and to of z, y, x.</param>
/// <param name="NetworkTiles">How often the network is asked for each time point, at the first scale.</param>
/// <param name="MemoryMegabytes">What a worker needs, reckoned.</param>
internal sealed record PlannedChunk(int Index, int From, int To, int[] Tile, int[] Box, int NetworkTiles, int MemoryMegabytes);
