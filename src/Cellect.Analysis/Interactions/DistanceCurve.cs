namespace Cellect.Analysis.Interactions;

/// <summary>The distance of two cells around an event (paper, Fig. 4): rows of <c>distances.csv</c>.</summary>
/// <param name="Event">The event: a contact or an engulfment.</param>
/// <param name="Points">In the order of time; time points in which one of the two was not seen are missing.</param>
internal sealed record DistanceCurve(Interaction Event, IReadOnlyList<DistancePoint> Points);

/// <summary>The distance of two cells at one time point.</summary>
/// <param name="T">Time point.</param>
/// <param name="Seconds">Since the event, s; negative before it.</param>
/// <param name="Distance">Of the surfaces, µm.</param>
internal readonly record struct DistancePoint(int T, double Seconds, double Distance);
