using Cellect.Data.Tracks;

namespace Cellect.Data.Recordings;

/// <summary>A frame as it was recorded.</summary>
/// <param name="Row">Its row of <c>frames.csv</c>.</param>
/// <param name="Cells">Its rows of <c>tracks.csv</c>.</param>
internal sealed record RecordedFrame(FrameRow Row, IReadOnlyList<TrackedCell> Cells);
