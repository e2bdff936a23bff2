using Cellect.Data.Regions;

namespace Cellect.Analysis.Interactions;

/// <summary>An event between two cells: a row of <c>interactions.csv</c>.</summary>
/// <param name="T">Time point of the event: the first of the frames that bear it out; of a loss the last sight.</param>
/// <param name="Seconds">The same on the stream's clock, since the first frame.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Population">Channel of the smaller cell.</param>
/// <param name="Track">Its track.</param>
/// <param name="PartnerPopulation">Channel of the larger cell; null: it was lost while it touched none.</param>
/// <param name="Partner">Its track; null likewise.</param>
/// <param name="Place">Where the smaller one was, µm.</param>
/// <param name="Distance">Of the surfaces then, µm; null where there is no partner.</param>
/// <param name="ToldT">Time point in which it was known.</param>
internal sealed record Interaction(
    int T,
    double Seconds,
    InteractionKind Kind,
    int Population,
    int Track,
    int? PartnerPopulation,
    int? Partner,
    Position Place,
    double? Distance,
    int ToldT
);
