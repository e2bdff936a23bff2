using Cellect.Live.Pipeline;

namespace Cellect.Live.Record;

/// <summary>A frame as it was recorded.</summary>
/// <param name="Row">Its row of <c>frames.csv</c>.</param>
/// <param name="Cells">Its rows of <c>tracks.csv</c>.</param>
internal sealed record RecordedFrame(FrameRow Row, IReadOnlyList<TrackedCell> Cells);
