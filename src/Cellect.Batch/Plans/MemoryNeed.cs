using Cellect.Data.Volumes;
using Cellect.Model.Networks.Live;

namespace Cellect.Batch.Plans;

/// <summary>What a worker needs in memory, reckoned from what it holds at once; measured against: docs/cluster.md.</summary>
internal static class MemoryNeed
{
    // The runtime, LibTorch and the weights, with nothing to do.
    private const long Base = 400L << 20;

    // Working memory of the network for each voxel that it sees at once.
    private const long BytesOfSeenVoxel = 200;

    /// <summary>Megabytes.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="part">What the worker looks at.</param>
    /// <param name="box">Voxels of the source that it reads.</param>
    /// <param name="pieceBytes">What is in memory beside them while they are read.</param>
    public static int Megabytes(BatchPlan plan, PartGrid.Part part, VolumeBox box, long pieceBytes)
    {
        const int half = 2;
        long raw = box.Shape.Voxels * plan.Type.Bytes(),
            prepared = 2 * half * box.Shape.Voxels,
            // At another scale than the source's both volumes are there a second time, once as they are made.
            resampled = part.Seen.Shape == box.Shape ? 0 : 3 * half * part.Seen.Shape.Voxels,
            foreground = plan.Masks ? part.Core.Shape.Voxels / 4 : 0;
        return (int)((Base + pieceBytes + raw + prepared + resampled + foreground + BytesOfSeenVoxel * part.LargestTile) >> 20);
    }
}
