using Cellect.Data.Tracks;

namespace Cellect.Live.Biology;

/// <summary>What an earlier run of the service recorded of a series that goes on.</summary>
/// <param name="LastT">Its last time point.</param>
/// <param name="Cells">Cells of all its frames: what reading them costs.</param>
/// <param name="Frames">Its frames, in the order of time, read as they are asked for.</param>
internal sealed record FramesBefore(int LastT, long Cells, IEnumerable<TrackedFrame> Frames);
