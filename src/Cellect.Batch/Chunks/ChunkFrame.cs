using Cellect.Data.Tracks;
using Cellect.Model.Detections;

namespace Cellect.Batch.Chunks;

/// <summary>What a worker has to say of a part of one volume.</summary>
/// <param name="T">Time point.</param>
/// <param name="Unusable">State in the ledger of a volume that was left out; null: it was looked at.</param>
/// <param name="Shift">How far everything had moved since the last usable volume, voxels.</param>
/// <param name="Repeated">Whether the volume is that one once more.</param>
/// <param name="Factor">Voxels of the source for one that the network saw.</param>
/// <param name="Seen">Shape of the whole volume as the network saw it.</param>
/// <param name="Cells">In voxels of the whole source, duplicates and all.</param>
/// <param name="Embeddings">[cell, component].</param>
/// <param name="Brightness">[cell] mean intensity around the centre.</param>
internal sealed record ChunkFrame(
    int T,
    string? Unusable,
    (int Z, int Y, int X) Shift,
    bool Repeated,
    (float Z, float Y, float X) Factor,
    (int Z, int Y, int X) Seen,
    Detection[] Cells,
    float[] Embeddings,
    float[] Brightness
)
{
    /// <summary>Of the part's core, at the network's scale; null where masks were not asked for.</summary>
    public Foreground? Foreground { get; init; }

    /// <summary>Place of the core in what the network saw.</summary>
    public (int Z, int Y, int X) Core { get; init; }

    /// <summary>A volume that was left out.</summary>
    public static ChunkFrame Left(int t, string state) => new(t, state, default, false, default, default, [], [], []);
}
