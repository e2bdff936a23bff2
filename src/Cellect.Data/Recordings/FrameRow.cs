using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Data.Recordings;

/// <summary>A row of <c>frames.csv</c>: one frame, recorded whole.</summary>
/// <param name="T">Time point, from 0.</param>
/// <param name="Seq">Sequence number of the volume within the sender's messages.</param>
/// <param name="TimeStep">Time points since the frame before, 0 for the first.</param>
/// <param name="Cells">Rows of the frame in <c>tracks.csv</c>.</param>
/// <param name="Divisions">Divisions first seen in the frame.</param>
/// <param name="Incomplete">True when planes of the volume are missing.</param>
/// <param name="Stamps">When the volume passed each stage; not published as far as the recorder knows.</param>
/// <param name="RecordedNs">When the row was written, UTC nanoseconds.</param>
/// <param name="TrackBytes">Length of <c>tracks.csv</c> with this frame.</param>
/// <param name="Recorded">When the volume passed the session that was replayed; null for what was no replay.</param>
/// <param name="Population">Channel of the population; of tables without the column the one that the reader was told.</param>
internal readonly record struct FrameRow(
    int T,
    ulong Seq,
    int TimeStep,
    int Cells,
    int Divisions,
    bool Incomplete,
    LatencyStamps Stamps,
    long RecordedNs,
    long TrackBytes,
    RecordedStamps? Recorded = null,
    int Population = 0
);
