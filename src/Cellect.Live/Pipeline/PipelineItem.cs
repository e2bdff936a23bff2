using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Live.Pipeline;

/// <summary>What travels from the inference stage to a sink, in the order of time.</summary>
internal abstract record PipelineItem;

/// <summary>A series begins with a volume of this header.</summary>
internal sealed record SeriesBegun(VolumeHeader Header) : PipelineItem;

/// <summary>A frame is tracked. The sink's lane disposes the volume and reports to <paramref name="Progress"/>.</summary>
internal sealed record FrameTracked(TrackedFrame Frame, Volume Volume, FrameAccount Progress) : PipelineItem;

/// <summary>The series is over; <paramref name="Summary"/> is there when every sink is done with its last frame.</summary>
internal sealed record SeriesOver(Task<SeriesSummary> Summary) : PipelineItem;
