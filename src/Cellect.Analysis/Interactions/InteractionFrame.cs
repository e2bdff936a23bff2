namespace Cellect.Analysis.Interactions;

/// <summary>What one time point adds.</summary>
/// <param name="T">Time point.</param>
/// <param name="Seconds">The same on the stream's clock, since the first frame.</param>
/// <param name="Events">What turned out with it to have happened, in the order of the tracks.</param>
/// <param name="States">One for each population that has larger ones beside it, in the order of the populations.</param>
/// <param name="Curves">Distances around events that are complete with it.</param>
internal sealed record InteractionFrame(
    int T,
    double Seconds,
    IReadOnlyList<Interaction> Events,
    IReadOnlyList<StateCounts> States,
    IReadOnlyList<DistanceCurve> Curves
);
