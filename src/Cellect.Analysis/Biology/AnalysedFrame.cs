using Cellect.Analysis.Interactions;
using Cellect.Analysis.Lives;

namespace Cellect.Analysis.Biology;

/// <summary>What the frame of one population adds.</summary>
/// <param name="Population">Its channel.</param>
/// <param name="Biology">What it says of the population.</param>
/// <param name="Interactions">The time points that are complete with it; none with a single population.</param>
internal sealed record AnalysedFrame(int Population, BiologyFrame Biology, IReadOnlyList<InteractionFrame> Interactions);

/// <summary>What the end of a series adds.</summary>
/// <param name="Unfinished">Of each population the tracks that had not ended.</param>
/// <param name="Interactions">The time point that was not complete, if there is one.</param>
/// <param name="Curves">Distances around events that were not complete.</param>
internal sealed record AnalysedEnd(
    IReadOnlyList<(int Population, IReadOnlyList<EndedTrack> Tracks)> Unfinished,
    IReadOnlyList<InteractionFrame> Interactions,
    IReadOnlyList<DistanceCurve> Curves
);
