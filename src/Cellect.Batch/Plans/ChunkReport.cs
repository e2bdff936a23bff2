namespace Cellect.Batch.Plans;

/// <summary>What is told of a chunk that is done. The hash is of what was found; all else is of how.</summary>
/// <param name="Chunk">Its number.</param>
/// <param name="Plan">Id of the plan.</param>
/// <param name="Sha256">Of its file of cells: the same whoever did it.</param>
/// <param name="Frames">Volumes in which cells were looked for.</param>
/// <param name="Cells">Detections.</param>
/// <param name="Worker">Who did it last.</param>
/// <param name="Arithmetic">What the network computed with.</param>
/// <param name="Seconds">Time that it took the last worker.</param>
/// <param name="ProcessorSeconds">Processor time that it took the last worker.</param>
/// <param name="ResumedAt">Time point at which the last worker went on; the first of the chunk where it did all.</param>
/// <param name="PeakMegabytes">Most memory of the process.</param>
/// <param name="BytesRead">From the source.</param>
/// <param name="Reads">Pieces read from the source.</param>
internal sealed record ChunkReport(
    int Chunk,
    string Plan,
    string Sha256,
    int Frames,
    long Cells,
    string Worker,
    string Arithmetic,
    double Seconds,
    double ProcessorSeconds,
    int ResumedAt,
    long PeakMegabytes,
    long BytesRead,
    long Reads
);
